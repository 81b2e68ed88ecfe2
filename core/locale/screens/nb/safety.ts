import type { safety as en } from '#core/locale/screens/en/safety.ts'
import type { Word } from '#core/locale/say.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety: Readonly<Record<keyof typeof en, Word>> = {
  'failed.what': 'Noe her kunne ikke vises. Ingenting er tapt: dataene dine ligger fortsatt i denne nettleseren.',
  'failed.again': 'Prøv igjen',
  'problem.changedElsewhere': 'Dette ble endret i et annet vindu i mellomtiden. Ingenting ble lagret, og det du skrev, står her fortsatt.',
  'request.edit': 'Rediger serviceforespørsel',
  'elsewhere.look': 'Se den nyere versjonen',
  'elsewhere.take': 'Bruk den nyere versjonen',
  'elsewhere.overwrite': 'Overskriv med min',
  'unsaved.title': 'Forkaste endringene?',
  'unsaved.what': 'Det du har skrevet, er ikke lagret.',
  'unsaved.stay': 'Fortsett å redigere',
  'unsaved.discard': 'Forkast',
}
