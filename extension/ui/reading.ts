import type { Language } from '#core/model/language.ts'
import type { StorageProblem } from '#core/model/problem.ts'
import { Database } from '#core/storage/database.ts'
import type { Glance } from '#core/workspace/glance.ts'
import { settings, type AtStart } from '#extension/browser.ts'
import { browserLanguage } from '#extension/ui/browserLanguage.ts'
import { shown as minute } from '#extension/ui/clock.ts'
import { failures, tellFailure, watch } from '#extension/ui/live.ts'
import { speakIn } from '#extension/ui/spoken.ts'
import { store, type Store } from '#extension/ui/store.ts'

/** A page's workspace and what it begins with, read before anything is drawn and kept up to date. */
export type Reading<G extends Glance = Glance> = Readonly<{
  db: Database
  start: Promise<AtStart>
  /** Why the workspace cannot be used. */
  problem: Store<StorageProblem | null>
  /** How far the records are brought to a newer schema; null where they are not. */
  upgrade: Store<Readonly<{ done: number; all: number }> | null>
  /** Id of the user who works here; null for nobody, undefined until that is known. */
  actor: Store<string | null | undefined>
  glance: Store<G | undefined>
  /** The language that somebody chose who is not known yet. */
  chosen: Store<Language | null>
}>

/**
 * Opens the workspace and reads what a page begins with. Called before the
 * screens are loaded, so that the browser reads while they are.
 */
export function beginReading<G extends Glance>(
  read: (db: Database, actor: string | null, now: number) => Promise<G>,
): Reading<G> {
  const reading: Reading<G> = {
    db: new Database(
      'tilbud',
      (problem) => reading.problem.set(problem),
      (done, all) => reading.upgrade.set({ done, all }),
    ),
    start: settings.atStart(),
    problem: store<StorageProblem | null>(null),
    upgrade: store<Readonly<{ done: number; all: number }> | null>(null),
    actor: store<string | null | undefined>(undefined),
    glance: store<G | undefined>(undefined),
    chosen: store<Language | null>(null),
  }
  const { db, actor, glance, problem } = reading

  let end = () => {}
  function ask(): void {
    const id = actor.get()
    if (id === undefined) return
    end()
    end = watch(() => read(db, id, minute.get()), glance.set)
  }
  actor.listen(ask)
  minute.listen(ask)

  /** Of whoever works here; before that is known there is only something to say when something is wrong. */
  function speak(): void {
    const session = glance.get()?.session
    const own = session && session !== 'nobody' ? session.user.language : null
    void speakIn(own ?? reading.chosen.get() ?? browserLanguage()).catch((error) =>
      tellFailure(error, () => location.reload()),
    )
  }
  for (const { listen } of [glance, problem, reading.upgrade, reading.chosen, failures]) listen(speak)

  db.open().catch(() => problem.get() ?? problem.set('storageShut'))
  void reading.start.then((start) => actor.set(start.actor))
  return reading
}
