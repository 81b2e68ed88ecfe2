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
  'make.subject': '{kind} · {who}',
  'make.subjectVersion': '{kind} · {who} · versjon {n}',
  'make.otherCustomer': '{chosen} er åpen, men dette tilbudet er til {who}.',
  'subscription.termEnds': 'bindingstiden slutter {date}',
  'subscription.suspendWhat': '{product} for {who} registreres som stanset og vises ikke lenger som noe som fornyes. Ingenting endres hos Microsoft, så stans det der også. Du kan aktivere det igjen her senere.',
  'subscription.cancelWhat': '{product} for {who} registreres som avsluttet: lisensene teller ikke lenger, og fristene fjernes. Ingenting endres hos Microsoft, så avslutt det der også. Du kan aktivere det igjen her senere.',
  'key.removeWhat': 'Nøkkelen for {product} slettes fra hvelvet. Etterpå kan du bare få den fra leverandøren eller fra en sikkerhetskopi.',
  'template.removeWhat': 'Malen «{name}» slettes. Tilbud som er laget fra den, beholdes.',
  'field.notWhole': '«{typed}» er ikke et helt tall. Verdien er fortsatt {n}.',
  'field.outside': '{typed} er ikke mellom {min} og {max}. Verdien er nå {n}.',
}
