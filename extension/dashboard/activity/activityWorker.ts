import { writeRows, writeTable } from '#core/exchange/csv.ts'
import { FileParts } from '#core/exchange/fileParts.ts'
import { loadWords } from '#core/locale/screens/words.ts'
import type { Language } from '#core/model/language.ts'
import { Database } from '#core/storage/database.ts'
import { eachActivity, type ActivityFilter } from '#core/workspace/activity.ts'
import { outcome } from '#core/workspace/command.ts'
import type { Watch } from '#core/workspace/watch.ts'
import { activityInWords } from '#extension/dashboard/activity/activityInWords.ts'
import { serve } from '#extension/longWork/serve.ts'
import { speaker } from '#extension/ui/words.ts'

/** Writes the log as a table in a thread of its own, so that the screen stays quick. */

const db = new Database()

type Wanted = Readonly<{ filter: ActivityFilter; language: Language }>

const namesOf = (all: readonly { id: string; name: string }[]) =>
  new Map(all.map(({ id, name }) => [id, name]))

async function write({ filter, language }: Wanted, watch: Watch): Promise<Blob> {
  await loadWords(language, 'all')
  const { t } = speaker(language)
  const file = new FileParts()
  file.add(
    writeTable(
      [t('activity.when'), t('activity.who'), t('activity.what'), t('activity.customer'), t('nav.offers')],
      [],
    ),
  )
  await eachActivity(
    db,
    filter,
    (lines, users, customers) => {
      const names = namesOf([...users, ...customers])
      const rows = lines.map((line) => [
        line.at,
        names.get(line.by) ?? '',
        activityInWords(t, line),
        names.get(line.customerId ?? '') ?? '',
        line.offerId ?? '',
      ])
      file.add(writeRows(rows))
    },
    watch,
  )
  return file.end('text/csv')
}

const handlers = {
  write: (wanted: Wanted, watch: Watch) =>
    outcome(db, async () => ({ value: await write(wanted, watch), undo: [] })),
}

export type ActivityHandlers = typeof handlers

serve(handlers)
