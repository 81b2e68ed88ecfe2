import type { Word } from '#core/locale/say.ts'
import type { Language } from '#core/model/language.ts'

const en = {
  subjectTrial: 'Invitation to try {product}',
  subjectPurchase: 'Our offer: {product}',
  subjectDelegation: 'Delegated administration by {partner}',
  greeting: 'Hello {name},',
  greetingPlain: 'Hello,',
  trial: {
    one: 'we invite you to try {product} free of charge for {n} day. You will find the invitation here:',
    other: 'we invite you to try {product} free of charge for {n} days. You will find the invitation here:',
  },
  purchase: 'here is our offer on {product}. You can change the number of licences where a range is given, and answer on the page:',
  delegation: 'we offer to look after your Microsoft services by delegated administration. You can read what it means and answer here:',
  moreProducts: '{product} and {n} more',
  option: 'The page also asks whether you want delegated administration, so that we can help you without your passwords. You are free to say no.',
  honest: 'Delegated administration gives us access to your administration. You decide how much, and you can end it at any time.',
  until: 'It is valid through {date}.',
  call: 'Call us at {phone} or answer this e-mail if anything is unclear.',
  write: 'Answer this e-mail if anything is unclear.',
  regards: 'Kind regards',
} as const satisfies Record<string, Word>

const nb: Record<keyof typeof en, Word> = {
  subjectTrial: 'Invitasjon til å prøve {product}',
  subjectPurchase: 'Tilbud på {product}',
  subjectDelegation: 'Delegert administrasjon ved {partner}',
  greeting: 'Hei {name},',
  greetingPlain: 'Hei,',
  trial: {
    one: 'vi inviterer dere til å prøve {product} uten kostnad i {n} dag. Invitasjonen finner dere her:',
    other: 'vi inviterer dere til å prøve {product} uten kostnad i {n} dager. Invitasjonen finner dere her:',
  },
  purchase: 'her er tilbudet vårt på {product}. Dere kan endre antall lisenser der det er oppgitt et spenn, og svare på siden:',
  delegation: 'vi tilbyr oss å ta hånd om Microsoft-tjenestene deres gjennom delegert administrasjon. Her kan dere lese hva det betyr, og svare:',
  moreProducts: '{product} og {n} til',
  option: 'Siden spør også om dere ønsker delegert administrasjon, slik at vi kan hjelpe dere uten passordene deres. Dere kan fritt si nei.',
  honest: 'Delegert administrasjon gir oss tilgang til administrasjonen deres. Dere bestemmer hvor mye, og kan avslutte det når som helst.',
  until: 'Det gjelder til og med {date}.',
  call: 'Ring oss på {phone} eller svar på denne e-posten hvis noe er uklart.',
  write: 'Svar på denne e-posten hvis noe er uklart.',
  regards: 'Vennlig hilsen',
}

/** The words of the mail that goes with a link, in the customer's language. */
export const mailWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, Word>>>> = { nb, en }
