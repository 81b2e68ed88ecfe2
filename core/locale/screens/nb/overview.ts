import type { Word } from '#core/locale/say.ts'
import type { overview as en } from '#core/locale/screens/en/overview.ts'

/** Words of overview, deadlines and what needs attention. */
export const overview: Readonly<Record<keyof typeof en, Word>> = {
  'acting.on': 'Kunde:',
  'acting.leave': 'Lukk',

  'person.switch': 'Bytt bruker',
  'person.switchWhy':
    'Skriv inn din egen passfrase for å fortsette under eget navn. Alle som bruker denne nettleseren, kan lese det den lagrer; passfraser beskytter svarnøkkelen og produktnøklene.',
  'person.switched': 'Nå arbeider du under eget navn.',

  'deadline.over': 'Passert',
  'deadline.thisWeek': 'Denne uken',
  'deadline.nextWeek': 'Neste uke',
  'deadline.weekOf': 'Uken fra {date}',
  'deadline.none': 'Ingen frister framover.',
  'deadline.kind.offer': 'Tilbud',
  'deadline.kind.trial': 'Prøveperioder',
  'deadline.kind.renewal': 'Fornyelser',
  'deadline.kind.subscription': 'Abonnementer',
  'deadline.kind.delegationRequest': 'Forespørsler om delegering',
  'deadline.kind.delegation': 'Delegeringer',
  'deadline.kind.key': 'Produktnøkler',
  'deadline.kind.host': 'Tilgang til verten',
  'deadline.kind.inbox': 'Tilgang til innboksen',
  'deadline.kind.verify': 'Firmainformasjon',
  'deadline.next.offer': 'Send kunden en påminnelse',
  'deadline.next.trial': 'Lag et kjøpstilbud',
  'deadline.next.renewal': 'Gjør eventuelle endringer før denne datoen',
  'deadline.next.subscription': 'Forny det eller la det utløpe',
  'deadline.next.delegationRequest': 'Be kunden godkjenne den, eller send en ny forespørsel',
  'deadline.next.delegation': 'Lag et nytt tilbud om delegering',
  'deadline.next.key': 'Løs den inn, eller bruk den for en annen kunde',
  'deadline.next.host': 'Forny den hos verten, og skriv den inn under Publiser',
  'deadline.next.inbox': 'Forny den under Publiser, med en nøkkel til lagringskontoen',
  'deadline.next.verify': 'Kontroller og bekreft den',

  'overview.figures': 'Status',
  'overview.byState': 'Tilbud etter status',
  'overview.byMonth': 'Svar per måned',
  'overview.byWeek': 'Frister de neste ukene',
  'overview.number': 'Antall',
  'overview.links': 'Snarveier',
  'overview.always': 'Firmaet ditt',
  'overview.has': 'Firmaet ditt er autorisert.',
  'overview.lacks':
    'Firmaet ditt er ikke autorisert. Når det er det, kan en global administrator angi det under Firma.',
  'overview.openToAll':
    'Microsoft tar ikke lenger inn abonnementsrådgivere. Du kan likevel lage dine egne prøve- og kjøpssider med Tilbud. Microsofts rådgiverlenker, produktnøkler og registrert partner krever rådgiverstatus.',
  'overview.link.trial': 'Lag en invitasjon til prøveabonnement',
  'overview.link.purchase': 'Lag et kjøpstilbud',
  'overview.link.advisorLink': 'Legg Microsofts rådgiverlenker til i tilbud',
  'overview.link.delegation': 'Tilby delegert administrasjon',
  'overview.link.customers': 'Kunder og abonnementer',
  'overview.link.requests': 'Serviceforespørsler, passord og portaler',
  'overview.link.keys': 'Produktnøkler',
  'overview.link.partnerOfRecord': 'Registrert partner',
  'overview.link.company': 'Firmainformasjon',
  'overview.link.staff': 'Ansatte og tilganger',
  'overview.missing': 'Fullfør oppsettet',
  'missing.verified': 'Bekreft firmainformasjonen. Den er ikke bekreftet det siste året.',
  'missing.published': 'Publiser ditt første tilbud.',
  'missing.domains': 'Legg til domenene til firmaet ditt.',
  'missing.logo': 'Legg til en logo.',
  'missing.tenantId': 'Legg inn din egen tenant-ID. Den trengs i relasjonslenker.',
  'missing.backup': 'Lagre en sikkerhetskopi.',
  'missing.authorisations':
    'Velg autorisasjonene til firmaet ditt. Uten en autorisasjon kan du ikke arbeide for kunder hos Microsoft.',
  'overview.from': 'Fra {date}',
  'overview.selling.advisor': 'Microsoft fakturerer kundene dine, og det står i tilbudene.',
  'overview.selling.direct':
    'Du fakturerer kundene, og Microsoft fakturerer deg. I tilbudene står det at fakturaen kommer fra deg.',
  'overview.selling.indirect':
    'Du fakturerer kundene og kjøper fra distributøren din. I tilbudene står det at fakturaen kommer fra deg.',
}
