import type { Word } from '#core/locale/say.ts'
import type { publish as en } from '#core/locale/screens/en/publish.ts'

/** Words of publishing by hand, and of the text that goes with it. */
export const publish: Readonly<Record<keyof typeof en, Word>> = {
  'publish.what':
    'Hvert tilbud blir en side på ditt eget nettsted. Publiser, last opp resultatet til webhotellet, og bekreft at sidene er på nett.',
  'publish.step1': 'Publiser',
  'publish.step1Hint':
    'Bygger nettstedet ditt på denne datamaskinen: bare tilbudssidene, ingen kundeliste og ingen notater.',
  'publish.zip': 'Publiser som zip-fil',
  'publish.folder': 'Publiser til mappe',
  'publish.folderHint':
    'Velg en tom mappe, eller en Tilbud har publisert til før. Du blir spurt før noen side fjernes fra den.',
  'publish.reading': 'Leser tilbud: {done} av {all}',
  'publish.checking': 'Kontrollerer tilbud: {percent} %',
  'publish.running': '{done} av {total} filer',
  'publish.stopped': 'Stoppet. Ingenting ble publisert.',
  'publish.stoppedFolder': 'Stoppet. Mappen er ikke fullstendig: Publiser på nytt før du laster den opp.',
  'publish.doneZip': '{n} filer i {name}. Pakk den ut; {guide} sier hva du skal gjøre.',
  'publish.doneFolder': '{n} filer skrevet til {name}.',
  'publish.problem.otherFolder':
    'Mappen inneholder andre filer, så ingenting ble skrevet. Velg en tom mappe, eller en Tilbud har publisert til før.',
  'publish.problem.tooLarge':
    'En zip-fil kan være på høyst 4 GB. Publiser til en mappe, eller eksporter publikasjonsfilen og bygg nettstedet med kommandoen.',
  'publish.problem.wouldLose': {
    one: 'Mappen har {n} side som ikke finnes i dette arbeidsområdet: Den kommer fra et annet arbeidsområde, eller dette er gjenopprettet fra en eldre sikkerhetskopi. Fortsetter du, slutter lenken å virke.',
    other:
      'Mappen har {n} sider som ikke finnes i dette arbeidsområdet: De kommer fra et annet arbeidsområde, eller dette er gjenopprettet fra en eldre sikkerhetskopi. Fortsetter du, slutter lenkene å virke.',
  },
  'publish.problem.unknownPages': {
    one: 'Mappen har {n} side som ikke finnes i dette arbeidsområdet, og som denne nettleseren ikke har lagt der. Fortsetter du, blir den liggende som den er. Bare det alle sidene deler, byttes ut.',
    other:
      'Mappen har {n} sider som ikke finnes i dette arbeidsområdet, og som denne nettleseren ikke har lagt der. Fortsetter du, blir de liggende som de er. Bare det alle sidene deler, byttes ut.',
  },
  'publish.replace': 'Fjern sidene og publiser',
  'publish.leave': 'La dem ligge og publiser',
  'publish.problem.failed': 'Publiseringen mislyktes: {detail}',
  'publish.elsewhere': 'Bygg på en annen maskin',
  'publish.elsewhereHint':
    'For en byggeserver: Eksporter publikasjonsfilen, som har alle sidene, og kjør denne kommandoen der.',
  'publish.step2': 'Last opp til webhotellet',
  'publish.step2Hint':
    'Erstatt alt som ligger der, så ingen gammel side blir liggende. Publiser fra bare én nettleser; arbeidsområder kan ikke synkroniseres ennå.',
  'publish.export': 'Eksporter publikasjonsfil',
  'publish.last': {
    one: 'Sist publisert: nummer {number}, {when}, {n} åpen side.',
    other: 'Sist publisert: nummer {number}, {when}, {n} åpne sider.',
  },
  'publish.step3': 'Bekreft at sidene er på nett',
  'publish.allOnline': 'Alle tilbud er på nett.',
  'publish.exportFirst': 'Publiser disse først. Så kan du bekrefte at de er på nett.',
  'publish.online': { one: 'Bekreft at siden er på nett', other: 'Bekreft at {n} sider er på nett' },
  'publish.isOnline': 'Bekreft at siden er på nett',
  'publish.markedOnline': 'Bekreftet på nett.',
  'publish.stillOpen': {
    one: '{n} side tar fortsatt imot svar på et tilbud som er avsluttet. Publiser på nytt for å stenge den.',
    other: '{n} sider tar fortsatt imot svar på tilbud som er avsluttet. Publiser på nytt for å stenge dem.',
  },
  'publish.zipChanges': 'Bare det som er endret, som zip-fil',
  'publish.zipChangesHint':
    'Sammenlignet med det du sist bekreftet var på nett. Tekstfilen i den sier hva du skal slette på webhotellet. Netlify og Cloudflare bytter ut alt med det du drar dit, og trenger hele zip-filen.',
  'publish.problem.noChanges': 'Ingenting er endret siden det du sist bekreftet var på nett.',
  'publish.onlineNumber': 'Bekreft at nummer {number} er på nett',
  'guide.file': 'LES-MEG.txt',
  'guide.folder': 'sider',
  'guide.title': '{company}: tilbudssider, publikasjon {number}',
  'guide.whole': {
    one: 'Mappen «{folder}» inneholder hele nettstedet: {n} fil.',
    other: 'Mappen «{folder}» inneholder hele nettstedet: {n} filer.',
  },
  'guide.changes': {
    one: 'Mappen «{folder}» inneholder bare det som er nytt eller endret siden du sist bekreftet at sidene var på nett: {n} fil. De andre filene ligger der alt.',
    other:
      'Mappen «{folder}» inneholder bare det som er nytt eller endret siden du sist bekreftet at sidene var på nett: {n} filer. De andre filene ligger der alt.',
  },
  'guide.upload':
    'Last opp det som ligger i mappen «{folder}», med undermappene, til stedet {address} leses fra. Denne teksten blir igjen her.',
  'guide.replace': 'Erstatt filene som ligger der. Slett mapper for tilbud som finnes der, men ikke her.',
  'guide.goneBelow': 'Slett deretter filene i listen nedenfor.',
  'guide.goneNone': 'Det er ingenting å slette.',
  'guide.confirm': 'Åpne {address}, og bekreft i Tilbud, under Publiser, at sidene er på nett.',
  'guide.hidden':
    'Filer med navn som begynner med punktum, hører også med. Finder på Mac viser dem etter Cmd + Shift + punktum.',
  'guide.root':
    'Nettstedet ligger under {path}. Leser verten din _headers, netlify.toml eller staticwebapp.config.json, legger du dem i roten av hele nettstedet; stiene i dem er skrevet for det.',
  'guide.gone': { one: 'Slett denne filen hos verten:', other: 'Slett disse {n} filene hos verten:' },
  'guide.how': 'Slik laster du opp. Menyene har navnene som eierne brukte i november 2026.',
  'guide.ftp': 'WEBHOTELL, MED FTP ELLER FILBEHANDLER',
  'guide.ftp1':
    'Koble til med FTP-programmet ditt, eller åpne File Manager (filbehandleren) i kontrollpanelet.',
  'guide.ftp2': 'Åpne mappen som {address} leses fra, ofte public_html eller www.',
  'guide.ftp3': 'Last opp det som ligger i «{folder}», og velg å skrive over.',
  'guide.azure': 'AZURE STORAGE',
  'guide.azure1':
    'Åpne Azure Storage Explorer, eller Storage browser under lagringskontoen i Azure-portalen.',
  'guide.azure2': 'Åpne Blob containers og så $web.',
  'guide.azure3': 'Last opp det som ligger i «{folder}», med mappene, og velg å skrive over.',
  'guide.drop': 'NETLIFY ELLER CLOUDFLARE PAGES, MED DRA OG SLIPP',
  'guide.drop1':
    'Netlify: Åpne prosjektet ditt og så Deploys. Cloudflare: Åpne Workers & Pages, prosjektet ditt og så Create a new deployment (høyst 1000 filer).',
  'guide.drop2': 'Dra mappen «{folder}» dit.',
  'guide.drop3': 'Vent til den er publisert.',
  'guide.dropChanges':
    'De bytter ut hele nettstedet med det du drar dit. Bruk zip-filen med alle sidene i stedet.',
  'guide.git': 'EN VERT SOM PUBLISERER FRA GIT',
  'guide.git1':
    'Kopier det som ligger i «{folder}», til mappen i repoet som publiseres. Hold repoet privat: Den som kan lese det, finner alle sidene.',
  'guide.git2': 'Commit og push.',
  'guide.git3': 'Vent til verten har publisert.',
  'publish.moved': 'Flyttet fra en annen adresse',
  'publish.movedHint':
    'Lenker du har sendt, begynner med den gamle adressen. Denne zip-filen har en liten side for hvert tilbud, åpent eller lukket, som fører til den samme siden på {address}. Last den opp til det gamle stedet når sidene på den nye adressen svarer.',
  'publish.zipMoved': 'Sider som fører til den nye adressen, som zip-fil',
  'guide.moved': 'Sider som fører fra den gamle adressen din til {address}',
  'guide.movedWhat': {
    one: 'Mappen «{folder}» inneholder {n} fil.',
    other: 'Mappen «{folder}» inneholder {n} filer: en side for hvert tilbud, åpent eller lukket.',
  },
  'guide.movedFirst': 'Se først at sidene på {address} svarer.',
  'guide.movedUpload':
    'Last opp det som ligger i mappen «{folder}», med undermappene, til det GAMLE stedet, og la det erstatte filene som ligger der. La andre filer ligge som de er.',
  'guide.movedTry': 'Åpne en lenke du har sendt før. Den skal føre til den nye adressen.',
  'guide.movedStays':
    'Lenker du har sendt, og QR-koder på papir, virker så lenge det gamle stedet står. Tilbud du oppretter fra nå av, har den nye adressen.',
}
