import { listActivity, type ActivityFilter } from '#core/workspace/activity.ts'
import { ActivityList } from '#extension/dashboard/activity/ActivityList.tsx'
import type { ActivityHandlers } from '#extension/dashboard/activity/activityWorker.ts'
import { topics, useActivityFilter } from '#extension/dashboard/activity/useActivityFilter.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { Running } from '#extension/longWork/Running.tsx'
import { useStanding, work } from '#extension/longWork/work.ts'
import { useApp } from '#extension/ui/app.tsx'
import { downloadBlob } from '#extension/ui/download.ts'
import { DateField, Select } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

const newest = 300

/** The log that is being written as a file: it goes on while one looks at other screens. */
const exporting = work<ActivityHandlers>(
  () => new Worker(new URL('./activityWorker.ts', import.meta.url), { type: 'module' }),
)

/** The log as a file: how far it is written, and what begins it. */
function useExport(filter: ActivityFilter) {
  const { t, speak, showToast } = useApp()
  const standing = useStanding(exporting)

  async function save() {
    const written = await exporting.ask('write', { filter, language: speak.language })
    exporting.end()
    if (written.ok) return downloadBlob('tilbud-activity.csv', written.value)
    const isStopped = written.problem.code === 'stopped'
    showToast({
      text: isStopped ? t('activity.csvStopped') : speak.problem(written.problem),
      bad: !isStopped,
    })
  }

  return { standing, save }
}

/** The log of the workspace: who did what to whom, when; narrowed down, and as a file. */
export function ActivityScreen() {
  const { t, db } = useApp()
  const filtering = useActivityFilter()
  const { filter, clear } = filtering
  const { standing, save } = useExport(filter)
  const log = useLive(() => listActivity(db, filter, newest), [db, filter])
  if (!log) return null
  const { lines, users, customers } = log
  return (
    <>
      <Head title={t('nav.activity')}>
        <fluent-button data-id="activity-csv" disabled={standing !== null} onClick={() => void save()}>
          {t('activity.csv')}
        </fluent-button>
      </Head>
      {standing && (
        <Running
          label={t('activity.csv')}
          text={t('activity.exporting', { done: standing.done, all: standing.all })}
          standing={standing}
          onStop={exporting.stop}
        />
      )}
      <Filters log={log} filtering={filtering} />
      <p class="row">
        <span role="status" class="hint">
          {lines.length < newest
            ? t('activity.shown', { n: lines.length })
            : t('activity.more', { n: newest })}
        </span>
        {Object.values(filter).some((value) => value !== null) && (
          <fluent-button size="small" appearance="subtle" onClick={clear}>
            {t('activity.clear')}
          </fluent-button>
        )}
      </p>
      {lines.length ? (
        <ActivityList lines={lines} users={users} customers={customers} />
      ) : (
        <p class="empty">{t('activity.none')}</p>
      )}
    </>
  )
}

type Log = Awaited<ReturnType<typeof listActivity>>

/** By whom, what, about whom and when. */
function Filters({
  log: { users, customers },
  filtering: { filter, set },
}: {
  log: Log
  filtering: ReturnType<typeof useActivityFilter>
}) {
  const { t } = useApp()
  return (
    <div class="filters" role="group" aria-label={t('activity.filter')}>
      <Select
        label={t('activity.who')}
        name="filter-who"
        value={filter.by ?? ''}
        options={[['', t('activity.everybody')], ...users.map((user) => [user.id, user.name] as const)]}
        onChange={(by) => set('by', by)}
      />
      <Select
        label={t('activity.what')}
        name="filter-what"
        value={filter.topic ?? ''}
        options={[
          ['', t('activity.everything')],
          ...topics.map((topic) => [topic, t(`activity.topic.${topic}`)] as const),
        ]}
        onChange={(topic) => set('topic', topic)}
      />
      <Select
        label={t('activity.customer')}
        name="filter-customer"
        value={filter.customerId ?? ''}
        options={[
          ['', t('activity.everyCustomer')],
          ...customers.map((customer) => [customer.id, customer.name] as const),
        ]}
        onChange={(customerId) => set('customerId', customerId)}
      />
      <DateField
        label={t('activity.from')}
        name="filter-from"
        value={filter.from ?? ''}
        onChange={(from) => set('from', from, true)}
      />
      <DateField
        label={t('activity.to')}
        name="filter-to"
        value={filter.to ?? ''}
        onChange={(to) => set('to', to, true)}
      />
    </div>
  )
}
