import type { Word } from '#core/locale/say.ts'
import type { inbox as en } from '#core/locale/screens/en/inbox.ts'

/** Words of the inbox that pages hand answers over to. */
export const inbox: Readonly<Record<keyof typeof en, Word>> = {
  'inbox.title': 'Svar rett til deg',
  'inbox.what':
    'Koble til en innboks i en lagringskonto i Azure. Da svarer kunden med ett klikk på siden, uten e-post, og Tilbud henter svaret automatisk. Det virker for sider hos alle verter.',
  'inbox.how':
    'Opprett en lagringskonto i Azure-portalen (Standard, LRS, med tilgang med kontonøkkel slått på), eller bruk den sidene dine ligger i.',
  'inbox.connect': 'Koble til en innboks',
  'inbox.connected': 'Innboksen er koblet til. Sidene bruker den så snart de er publisert på nytt.',
  'inbox.at': 'Sidene dine leverer svar til innboksen i lagringskontoen {account}.',
  'inbox.checked': 'Innboksen ble sist sjekket {when}.',
  'inbox.never': 'Innboksen er ikke sjekket ennå.',
  'inbox.waiting': { one: '{n} svar venter.', other: '{n} svar venter.' },
  'inbox.locked': 'Hvelvet er låst. Lås det opp for å lese dem.',
  'inbox.dropped': {
    one: '{n} melding som ikke var et svar til dere, er slettet.',
    other: '{n} meldinger som ikke var svar til dere, er slettet.',
  },
  'inbox.check': 'Sjekk nå',
  'inbox.checking': 'Sjekker innboksen …',
  'inbox.renew': 'Forny tilgangen',
  'inbox.rotate': 'Ny adresse for sidene',
  'inbox.rotateWhat':
    'For når noen fyller innboksen med søppel. Sidene får en ny adresse å levere svar til, og den gamle slutter å virke med én gang. En side som en kunde har åpen, og alle sider til de er publisert på nytt, tilbyr e-post, kopiering og fil i stedet.',
  'inbox.rotated': 'Sidene får den nye adressen så snart de er publisert på nytt.',
  'inbox.disconnect': 'Koble fra innboksen',
  'inbox.disconnectWhat':
    'Tilbud sjekker ikke innboksen lenger. Til sidene dine er publisert på nytt, leverer de fortsatt svar dit. De blir liggende der i 90 dager: Koble den til igjen for å hente dem.',
  'inbox.disconnected': 'Innboksen er koblet fra.',
  'inbox.notify': 'Varsle meg i denne nettleseren når det kommer et svar',
  'inbox.notifyHint': 'Varselet sier ikke hvem som har svart.',
  'inbox.notice': {
    one: 'Det har kommet et svar på et tilbud.',
    other: 'Det har kommet {n} svar på tilbud.',
  },
}
