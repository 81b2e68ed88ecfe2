import type { safety as en } from '#core/locale/screens/en/safety.ts'
import type { Word } from '#core/locale/say.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety: Readonly<Record<keyof typeof en, Word>> = {
  'failed.what': 'Noe her kunne ikke vises. Ingenting er tapt: opplysningene ligger fortsatt i denne nettleseren.',
  'failed.again': 'Prøv igjen',
}
