import type { Word } from '#core/locale/say.ts'
import type { safety as en } from '#core/locale/screens/en/safety.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety: Readonly<Record<keyof typeof en, Word>> = {
  'problem.changedElsewhere':
    'Dette ble endret i et annet vindu i mellomtiden. Ingenting ble lagret, og det du skrev, står her fortsatt.',
  'request.edit': 'Rediger serviceforespørsel',
  'elsewhere.look': 'Se den nyere versjonen',
  'elsewhere.take': 'Bruk den nyere versjonen',
  'elsewhere.overwrite': 'Overskriv med min',
  'make.subject': '{kind} · {who}',
  'make.subjectVersion': '{kind} · {who} · versjon {n}',
  'make.otherCustomer': '{chosen} er åpen, men dette tilbudet er til {who}.',
  'subscription.termEnds': 'perioden slutter {date}',
  'subscription.suspendWhat':
    '{product} for {who} registreres som stanset og vises ikke lenger med fornyelse. Ingenting endres hos Microsoft, så stans det der også. Du kan aktivere det igjen her senere.',
  'subscription.cancelWhat':
    '{product} for {who} registreres som avsluttet: Lisensene teller ikke lenger, og fristene fjernes. Ingenting endres hos Microsoft, så avslutt det der også. Du kan aktivere det igjen her senere.',
  'key.removeWhat':
    'Nøkkelen for {product} slettes fra hvelvet. Etterpå kan du bare få den fra leverandøren eller fra en sikkerhetskopi.',
  'template.removeWhat': 'Malen «{name}» slettes. Tilbud som er laget fra den, beholdes.',
  'field.notWhole': '«{typed}» er ikke et helt tall. Verdien er fortsatt {n}.',
  'field.outside': '{typed} er ikke mellom {min} og {max}. Verdien er nå {n}.',
  'make.noPrices': 'Ingen priser er oppgitt. Kunden ser at de gis på forespørsel.',
  'make.trialAdvisorHint':
    'Microsofts prøveabonnementer varer i 30 dager og har minst 25 lisenser. Kunden kan ikke endre dette.',
  'subscription.offerNoSku': 'Et tilbud trenger et produkt fra listen. Velg det først under «{change}».',
  'reply.nothingSent': 'Ingenting er sendt til kunden. Gi {who} beskjed selv om at du har lest svaret.',
  'reply.write': 'Skriv til {who}',
  'reply.keepContact': 'Lagre {who} som kontaktperson',
  'reply.contactKept': 'Lagret som kontaktperson.',
}
