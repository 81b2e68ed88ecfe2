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
  'make.otherCustomer': 'Du arbeider med {chosen}, men dette tilbudet er til {who}.',
  'subscription.termEnds': 'perioden slutter {date}',
  'subscription.suspendWhat': 'Dette noterer at {product} hos {who} er stanset, så det vises ikke lenger som noe som fornyes. Ingenting endres hos Microsoft, så stans det der også. Du kan gjenoppta det her senere.',
  'subscription.cancelWhat': 'Dette noterer at {product} hos {who} er avsluttet: lisensene teller ikke lenger, og fristene forsvinner. Ingenting endres hos Microsoft, så avslutt det der også. Du kan gjenoppta det her senere.',
  'key.removeWhat': 'Nøkkelen til {product} slettes fra hvelvet. Etterpå finnes den bare der du fikk den, eller i en sikkerhetskopi.',
  'template.removeWhat': 'Malen «{name}» slettes. Tilbud som begynte med den, blir stående.',
  'field.notWhole': '«{typed}» er ikke et helt tall. Det står fortsatt {n}.',
  'field.outside': '{typed} er ikke mellom {min} og {max}. Det står nå {n}.',
}
