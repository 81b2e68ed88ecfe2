import type { Word } from '#core/locale/say.ts'
import type { check as en } from '#core/locale/screens/en/check.ts'

/** Words of the workspace check. */
export const check: Readonly<Record<keyof typeof en, Word>> = {
  'check.title': 'Kontroller dataene',
  'check.what':
    'Kontrollerer alt som er lagret i denne nettleseren, og viser det som ikke stemmer. Ingenting blir endret.',
  'check.do': 'Kontroller nå',
  'check.working': 'Kontrollerer …',
  'check.fine': {
    one: 'Kontrollerte {n} oppføring. Alt er i orden.',
    other: 'Kontrollerte {n} oppføringer. Alt er i orden.',
  },
  'check.found': { one: '{n} feil funnet:', other: '{n} feil funnet:' },
  'check.todo':
    'Lagre en sikkerhetskopi først. Åpne deretter oppføringen og rett den, eller gjenopprett en tidligere sikkerhetskopi. Ta med linjene nedenfor hvis du melder fra om feilen.',
  'check.more': { one: 'og {n} til', other: 'og {n} til' },
  'check.once':
    'Noe av det som er lagret, stemmer ikke. Lagre en sikkerhetskopi, og se Innstillinger, Kontroller dataene.',
  'check.schema': 'Et felt inneholder en ugyldig verdi.',
  'check.single': 'Det må finnes nøyaktig ett firma og minst én aktiv global administrator.',
  'check.reference': 'Den viser til en oppføring som ikke finnes.',
  'check.hash': 'Innholdet er endret etter at det ble laget eller mottatt.',
  'check.versions': 'Tilbudet og versjonene av det stemmer ikke overens.',
  'check.state': 'Statusen stemmer ikke med datoene eller koblingene.',
  'check.twice': 'Den finnes mer enn én gang.',
  'check.cap': 'Kunden har flere lisenser enn Microsoft selger til én kunde.',
  'check.derived': 'Lister og søk er utdatert.',
  'check.rebuild': 'Oppdater lister og søk',
  'check.rebuilding': 'Oppdaterer lister og søk …',
  'table.workspace': 'Arbeidsområde',
  'table.vault': 'Passfrase',
  'table.secrets': 'Kryptert nøkkel',
  'table.company': 'Firma',
  'table.users': 'Bruker',
  'table.customers': 'Kunde',
  'table.drafts': 'Utkast',
  'table.offers': 'Tilbud',
  'table.versions': 'Tilbudsversjon',
  'table.recipients': 'Mottaker',
  'table.replies': 'Svar',
  'table.activity': 'Aktivitet',
  'table.publications': 'Publikasjon',
  'table.productEdits': 'Produktinnstilling',
  'table.subscriptions': 'Abonnement',
  'table.requests': 'Serviceforespørsel',
  'table.productKeys': 'Produktnøkkel',
  'table.templates': 'Mal',
  'table.portalEdits': 'Portalinnstilling',
  'table.hosts': 'Verten for sidene',
  'table.inboxes': 'Innboks for svar',
}
