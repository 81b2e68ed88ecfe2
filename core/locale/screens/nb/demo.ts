import type { Word } from '#core/locale/say.ts'
import type { demo as en } from '#core/locale/screens/en/demo.ts'

/** Words of the demo and its start page. They are no part of the extension, so they stand apart from its words. */
export const demo: Readonly<Record<keyof typeof en, Word>> = {
  'start.title': 'Send tilbud som lenker, og få svarene kryptert tilbake',
  'start.skip': 'Gå til innholdet',
  'start.what':
    'Tilbud er en nettleserutvidelse for Microsoft-partnere. Du lager en prøveinvitasjon, et kjøpstilbud eller et tilbud om delegert administrasjon fra verktøylinjen, og sender det som en lenke til en side på ditt eget nettsted.',
  'start.how':
    'Kunden leser siden, justerer antall lisenser, og godtar, avslår eller stiller et spørsmål. Svaret kommer kryptert tilbake, og du bekrefter det.',
  'start.where':
    'Det trengs verken server, konto eller abonnement. Alt du tar vare på, blir i din egen nettleser.',

  'start.workplace': 'Prøv det her',
  'start.workplaceWhat':
    'Popup-vinduet og arbeidsplassen kjører i vanlige faner, med kundene og tilbudene til en oppdiktet partner. Du trenger ikke å installere noe.',
  'start.popup': 'Åpne popup-vinduet',
  'start.popupWhat': 'Det knappen i verktøylinjen åpner: gjøremål, søk og nytt tilbud.',
  'start.dashboard': 'Åpne arbeidsplassen',
  'start.dashboardWhat': 'Alt i full størrelse: kunder, tilbud, svar, frister og publisering.',

  'start.steps': 'Et tilbud fra start til mål',
  'start.step1':
    'Åpne popup-vinduet, velg Kjøp, en kunde og et produkt, og lag tilbudet. Lenken blir kopiert.',
  'start.step2': 'Åpne arbeidsplassen. Tilbudet ligger øverst, og du kan se siden slik kunden vil se den.',
  'start.step3':
    'Nå er du kunden: Åpne et av de åpne tilbudene nedenfor, svar på det, og kopier det krypterte svaret.',
  'start.step4': 'Lim det inn under Svar i arbeidsplassen, og bekreft det.',

  'start.pages': 'Sidene kundene ser',
  'start.pagesWhat': 'Alle sidene i eksempelet, tegnet nøyaktig slik de ville ligget på partnerens nettsted.',
  'start.open': 'Åpent',
  'start.public': 'For alle',
  'start.several': { one: '{n} kunde', other: '{n} kunder' },

  'start.load': 'Last inn den ekte utvidelsen',
  'start.loadWhat':
    'Utvidelsen bygges fra kildekoden med {command}, og havner i mappen {folder}. Deretter, i nettleseren din:',
  'start.chromium': 'Chromium, Chrome',
  'start.edge': 'Edge',
  'start.firefox': 'Firefox',
  'start.address': 'Åpne {address}.',
  'start.developer': 'Slå på utviklermodus.',
  'start.unpacked': 'Velg «Last inn upakket» og mappen {folder}.',
  'start.temporary': 'Velg «Last inn midlertidig utvidelse» og filen {file}.',
  'start.temporaryNote': 'En midlertidig utvidelse forsvinner når Firefox lukkes.',
  'start.records': 'Den har sin egen lagring: Det du gjør i demoen, finnes ikke der.',

  'missing.title': 'Her er det ingen side',
  'missing.text':
    'Demoen legger ingenting på nett, så lenken til et tilbud du lager i den, fører ingen steder. Du ser siden sammen med tilbudet, i arbeidsplassen.',

  'demo.label': 'Om demoen',
  'demo.bar': 'Dette er demoen. Det du gjør her, blir i denne nettleseren. Ikke legg inn ekte kunder.',
  'demo.loading': 'Laster inn eksempelet …',
  'demo.start': 'Startside',
  'demo.over': 'Begynn på nytt',
  'demo.overSure': 'Alt du har gjort i demoen, blir slettet, og eksempelet lastes inn på nytt.',
  'demo.overDo': 'Slett og begynn på nytt',
  'demo.cancel': 'Avbryt',
  'demo.overDenied': 'Bare en global administrator kan slette dette arbeidsområdet. Bytt bruker først.',
  'demo.older':
    'Sidene i eksempelet er bygget på nytt siden demoen ble åpnet, og svar på dem passer ikke lenger. Begynn på nytt for å få dem til å stemme.',
  'demo.insecure':
    'Demoen trenger kryptering, og det har nettlesere bare over https eller på denne maskinen (localhost). Åpne den på en slik adresse.',
  'demo.blocked':
    'Nettleseren stoppet den nye fanen. Tillat popup-vinduer for denne adressen, og prøv igjen.',
  'demo.behind': 'Arbeidsplassen er allerede åpen i en annen fane: Gå dit for å se den.',
  'demo.badge': 'Utvidelsen ville nå vist {n} på knappen i verktøylinjen.',
  'demo.differs': 'Det bare utvidelsen kan',
  'demo.differsBadge': 'Vise antall gjøremål på knappen i verktøylinjen.',
  'demo.differsPopup': 'Åpne seg over siden du er på. Her er popup-vinduet og arbeidsplassen vanlige faner.',
  'demo.differsAlarms': 'Holde tallet oppdatert og låse hvelvet mens ingen av sidene er åpne.',
  'demo.differsKey':
    'Ha nøkkelen til et åpent hvelv bare i minnet. Her ligger den i nettleserens lagring til hvelvet låses.',
  'demo.differsOnline':
    'Brukes til ditt eget nettsted. Tilbud du lager her, kan publiseres som zip-fil, men lenkene fører ingen steder.',
}
