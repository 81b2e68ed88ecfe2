import type { Word } from '#core/locale/say.ts'
import type { imports as en } from '#core/locale/screens/en/imports.ts'

/** Words of taking in files. */
export const imports: Readonly<Record<keyof typeof en, Word>> = {
  'import.title': 'Importer en fil',
  'import.what': 'Hva inneholder filen?',
  'import.kind.customers': 'Kunder',
  'import.kindHint.customers':
    'Kundeeksporten fra Partner Center, eller din egen liste med en kolonne for navn.',
  'import.kind.subscriptions': 'Abonnementer',
  'import.kindHint.subscriptions':
    'Eksporten fra Partner Center for én kunde, en avstemmingsfil, eller din egen liste med kunde, produkt og antall.',
  'import.forChosen': 'Rader uten kunde legges til hos {who}.',
  'import.file': 'Fil',
  'import.fileHint':
    'CSV med komma, semikolon eller tabulator, slik Excel eller Partner Center lagrer den. Ingenting lagres før du har sett forhåndsvisningen.',
  'import.preview': 'Forhåndsvisning',
  'import.count.new': { one: '{n} ny', other: '{n} nye' },
  'import.count.changed': { one: '{n} endret', other: '{n} endret' },
  'import.count.doubt': { one: '{n} må kontrolleres', other: '{n} må kontrolleres' },
  'import.count.unchanged': { one: '{n} uendret', other: '{n} uendret' },
  'import.take': 'Importer',
  'import.takeRow': 'Importer rad {row}',
  'import.row': 'Rad',
  'import.effect': 'Resultat',
  'import.effect.new': 'ny',
  'import.effect.changed': 'endret',
  'import.effect.doubt': 'må kontrolleres',
  'import.effect.unchanged': 'uendret',
  'import.changes': 'Før → etter',
  'import.do': { one: 'Importer {n} rad', other: 'Importer {n} rader' },
  'import.reading': 'Leser {name} …',
  'import.taking': 'Importerer: {done} av {all} rader',
  'import.busy': 'Et annet vindu importerer. Vent til det er ferdig, og prøv igjen.',
  'import.stopped':
    'Stoppet. Importert så langt: {added} nye, {changed} endret. Velg filen på nytt for å importere resten, eller angre det som er importert.',
  'import.lastTitle': 'Siste import',
  'import.last': '{name}, {when}: {added} nye, {changed} endret.',
  'import.broken':
    'Importen av {name} ble ikke fullført: {added} nye og {changed} endrede av {rows} rader er lagret. Velg filen på nytt for å importere resten, behold det som er lagret, eller angre.',
  'import.takeBack': 'Angre importen',
  'import.keep': 'Behold',
  'import.undoBegun': 'Importen angres …',
  'import.undoChecking': 'Kontrollerer at ingenting er endret siden: {percent} %',
  'import.undoing': 'Angrer: {percent} %',
  'import.takenBack': 'Importen er angret.',
  'import.kept': 'Det som er importert, er beholdt.',
  'import.changedSince':
    'Noe av det som ble importert, er endret eller tatt i bruk siden. Importen kan ikke angres lenger.',
  'import.done': 'Importert: {added} nye, {changed} endret.',
  'import.doubt.sameName':
    'Det finnes en kunde med dette navnet, men verken domenet eller tenant-ID-en stemmer. Velg raden hvis det er samme kunde.',
  'import.doubt.twoMatches':
    'Raden passer til to oppføringer, eller til en som hører til en annen kunde. Kontroller dem før du importerer den.',
  'import.doubt.twiceInFile': 'En annen rad i filen gjelder det samme.',
  'import.doubt.customerUnknown': 'Denne kunden finnes ikke her. Legg til eller importer kunden først.',
  'import.doubt.invalid': 'Raden kan ikke importeres. Rett filen og velg den på nytt.',
  'import.rowProblem':
    'Rad {row} ({title}) kan ikke importeres: {what} Ingenting er importert. Fjern krysset for raden, eller rett filen og velg den på nytt.',
  'import.field.row': 'Rad',
  'import.field.name': 'Navn',
  'import.field.tenantId': 'Tenant-ID',
  'import.field.domains': 'Domener',
  'import.field.contacts': 'Kontaktpersoner',
  'import.field.address': 'Adresse',
  'import.field.country': 'Land',
  'import.field.aliases': 'Også kjent som',
  'import.field.tags': 'Merkelapper',
  'import.field.note': 'Notat',
  'import.field.product': 'Produkt',
  'import.field.licences': 'Lisenser',
  'import.field.term': 'Periode',
  'import.field.billing': 'Fakturering',
  'import.field.startsOn': 'Aktiveringsdato',
  'import.field.endsOn': 'Siste dag',
  'import.field.autoRenew': 'Fornyes automatisk',
  'import.field.partnerOfRecord': 'Registrert partner',
  'import.field.trial': 'Prøveabonnement',
  'import.field.externalId': 'Abonnements-ID',
  'import.field.state': 'Status',

  'reply.pastedText': 'Den innlimte teksten',
  'reply.reading': 'Leser {name}: {done} av {total} e-poster',
  'reply.stopReading': 'Stopp',
  'leftOut.tooLarge': '{name} er større enn 100 MB. Eksporter bare mappen med svarene.',
  'leftOut.unreadable':
    '{name} kunne ikke leses. Lagre e-posten som .eml, eller kopier teksten, og importer det.',
  'leftOut.tooSlow':
    '{name} tok mer enn 10 sekunder å lese og ble utelatt. Lagre e-posten med svaret som .eml, eller kopier teksten, og importer det.',
  'leftOut.stopped': '{name} ble ikke lest, fordi du stoppet. Velg filen på nytt for å lese den.',
  'leftOutRest.unreadable': {
    one: '{n} e-post i {name} kunne ikke leses. Har den et svar, lagre den som .eml og importer den.',
    other: '{n} e-poster i {name} kunne ikke leses. Lagre e-posten med svaret som .eml og importer den.',
  },
  'leftOutRest.tooSlow': {
    one: 'Det tok mer enn 10 sekunder å lese {name}, så {n} e-post ble utelatt. Har den et svar, lagre den som .eml og importer den.',
    other:
      'Det tok mer enn 10 sekunder å lese {name}, så {n} e-poster ble utelatt. Har en av dem et svar, lagre den som .eml og importer den.',
  },
  'leftOutRest.stopped': {
    one: '{n} e-post i {name} ble ikke lest, fordi du stoppet. Velg filen på nytt for å lese den.',
    other: '{n} e-poster i {name} ble ikke lest, fordi du stoppet. Velg filen på nytt for å lese dem.',
  },

  'list.moreFit': 'Flere enn {n} kunder passer. Skriv mer for å avgrense.',
  'list.more': {
    one: '{n} kunde til. Skriv for å finne den.',
    other: '{n} kunder til. Skriv for å finne dem.',
  },
}
