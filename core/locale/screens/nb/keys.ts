import type { Word } from '#core/locale/say.ts'
import type { keys as en } from '#core/locale/screens/en/keys.ts'

/** Words of product keys. */
export const keys: Readonly<Record<keyof typeof en, Word>> = {
  'key.what':
    'Forhåndsbetalte lisenser. Hver nøkkel er kryptert for seg og vises bare på denne siden, når du ber om det.',
  'key.none': 'Ingen produktnøkler ennå. Legg til dem du har kjøpt.',
  'key.add': 'Legg til produktnøkler',
  'key.added': { one: '{n} nøkkel lagt i hvelvet.', other: '{n} nøkler lagt i hvelvet.' },
  'key.unlock': 'Passfrasen din låser opp hvelvet. Det låses igjen etter 15 minutter uten bruk.',
  'key.licences': 'Lisenser per nøkkel',
  'key.expiresOn': 'Løses inn innen (valgfritt)',
  'key.reference': 'Ordre- eller fakturanummer (valgfritt)',
  'key.keys': 'Nøkler, én per linje',
  'key.keysHint': '25 tegn, med eller uten bindestreker.',
  'key.save': 'Lagre i hvelvet',
  'key.fault.length': {
    one: 'Linje {line} har {n} tegn; en nøkkel har 25.',
    other: 'Linje {line} har {n} tegn; en nøkkel har 25.',
  },
  'key.fault.symbol': 'Linje {line}: Nøkler inneholder aldri {symbol} (posisjon {place}).',
  'key.fault.perhaps':
    'Linje {line}: Nøkler inneholder aldri {symbol} (posisjon {place}). Skal det være {perhaps}?',
  'key.fault.unique': 'Linje {line} ligger allerede i hvelvet, eller står to ganger her.',
  'key.setUp': 'Løs inn for en kunde',
  'key.goOn': 'Fortsett innløsningen',
  'key.release': 'Frigjør',
  'key.released': 'Nøkkelen er ledig igjen.',
  'key.removed': 'Nøkkelen er fjernet fra hvelvet.',
  'key.show': 'Vis nøkkelen',
  'key.open': 'Vis nøkkelen',
  'key.until': 'løses inn innen {date}',
  'key.redeemedOn': 'løst inn {date}',
  'key.step.1': 'Hvilken kunde er den til?',
  'key.step.2': 'Løs den inn for {who}',
  'key.step.3': 'Bekreft kunden',
  'key.openSetup': 'Åpne Microsofts side for produktnøkler i et privat vindu, der du ikke er logget på.',
  'key.signIn':
    'Logg på som global administrator eller faktureringsadministrator for {who} ({domain}). Kontroller navnet øverst før du fortsetter.',
  'key.enter': 'Skriv inn nøkkelen og følg trinnene på siden til den er løst inn.',
  'key.later': 'Senere',
  'key.isRedeemed': 'Nøkkelen er løst inn',
  'key.confirmWhy':
    'En nøkkel som er løst inn for feil kunde, kan ikke hentes tilbake. Skriv kundenavnet som Microsoft viser.',
  'key.confirmName': 'Kundens navn',
  'key.redeemedDay': 'Løst inn',
  'key.por': 'Firmaet ditt ble angitt som registrert partner',
  'key.delegation': 'Delegert administrasjon ble også forespurt',
  'key.confirm': 'Merk som løst inn',
  'key.done': 'Nøkkelen er løst inn. Abonnementet til {who} starter den dagen.',
  'keyState.available': 'Ledig',
  'keyState.assigned': 'Reservert',
  'keyState.redeemed': 'Løst inn',
  'keyState.expired': 'Utløpt',
  'key.along': 'Samtidig kan du be kunden om mer:',
  'key.alongRecord': 'Kopier veiledning om registrert partner',
}
