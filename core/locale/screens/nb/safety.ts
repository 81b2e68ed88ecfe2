import type { safety as en } from '#core/locale/screens/en/safety.ts'
import type { Word } from '#core/locale/say.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety: Readonly<Record<keyof typeof en, Word>> = {
  'failed.what': 'Noe her kunne ikke vises. Ingenting er tapt: opplysningene ligger fortsatt i denne nettleseren.',
  'failed.again': 'Prøv igjen',
  'problem.changedElsewhere': 'Noen har endret dette i et annet vindu i mellomtiden. Ingenting er lagret, og det du skrev, står her fortsatt.',
  'request.edit': 'Rediger serviceforespørsel',
  'elsewhere.look': 'Se den nyere versjonen',
  'elsewhere.take': 'Fortsett med den nyere versjonen',
  'elsewhere.overwrite': 'Lagre min over den',
  'unsaved.title': 'Forkaste det du har skrevet?',
  'unsaved.what': 'Det er ikke lagret.',
  'unsaved.stay': 'Fortsett å redigere',
  'unsaved.discard': 'Forkast',
}
