import type { Word } from '#core/locale/say.ts'
import type { problems as en } from '#core/locale/screens/en/problems.ts'

/** Words of what can go wrong. */
export const problems: Readonly<Record<keyof typeof en, Word>> = {
  'problem.notFound': 'Dette finnes ikke lenger.',
  'problem.notSetUp': 'Det finnes ikke noe arbeidsområde i denne nettleseren ennå.',
  'problem.alreadySetUp': 'Det finnes allerede et arbeidsområde i denne nettleseren.',
  'problem.notVerified': 'Før det første tilbudet: Er dette det kundene skal se om firmaet ditt?',
  'problem.wrongState': 'Dette er endret i mellomtiden, så ingenting ble gjort. Kontroller og prøv igjen.',
  'problem.overCap':
    'Microsoft selger høyst {cap} lisenser for {product} til én kunde. Sett ned det høyeste antallet.',
  'problem.noTrial':
    'Det finnes ikke noe prøveabonnement på {product}. Velg et annet produkt, eller legg inn prøve-ID-en under Innstillinger.',
  'problem.trialLicences':
    'Et prøveabonnement fra Microsoft har {n} lisenser. Gå tilbake til produktet og velg det på nytt.',
  'problem.badRange': 'Et antall er utenfor det tilbudet tillater. Lag en ny versjon, eller arkiver svaret.',
  'problem.lastDayPast': 'Siste dag er passert. Velg en senere dato.',
  'problem.noRecipient': 'Velg kunden som skal få tilbudet.',
  'problem.passphraseWrong': 'Feil passfrase. Prøv igjen.',
  'problem.vaultUnfit':
    'Ingen passfrase kan låse opp dette hvelvet: Innstillingene er skadet eller utenfor grensene Tilbud godtar. Gjenopprett en sikkerhetskopi.',
  'problem.backupVaultUnfit':
    'Passfraseinnstillingene i linje {line} i sikkerhetskopien er for svake, for krevende eller skadet. Ingenting ble gjenopprettet. Bruk en annen kopi.',
  'problem.backupTooLarge':
    'Filen er større enn noen sikkerhetskopi fra Tilbud. Ingenting ble gjenopprettet. Velg en annen fil.',
  'rule.passphraseSimple':
    'Denne er lett å gjette. Bruk flere ord som ikke har med hverandre å gjøre, og ikke bare gjentatte tegn, rekker på tastaturet, vanlige passord eller ditt eget eller firmaets navn.',
  'problem.locked': 'Skriv inn passfrasen din først.',
  'problem.backupDamaged':
    'Sikkerhetskopien er skadet i linje {line}. Ingenting ble gjenopprettet. Bruk en annen kopi.',
  'problem.backupUnknown':
    'Dette er ikke en sikkerhetskopi fra Tilbud. Ingenting ble gjenopprettet. Velg en fil med navn som begynner med tilbud-backup.',
  'problem.backupNewer':
    'Sikkerhetskopien er laget av en nyere versjon av Tilbud. Ingenting ble gjenopprettet. Oppdater utvidelsen og prøv igjen.',
  'problem.notEmpty':
    'Denne nettleseren har allerede et arbeidsområde. Ingenting ble gjenopprettet. Gjenopprett i en annen nettleserprofil, eller fjern alt under Innstillinger først.',
  'problem.replyNone':
    'Det er ikke noe svar i denne teksten. Et svar begynner med [TILBUD1: og slutter med ]. Lim inn hele e-posten.',
  'problem.recipientNeeded': 'Velg hvilken kunde svaret er fra.',

  'rule.required': 'Feltet må fylles ut.',
  'rule.tooLong': 'Teksten er for lang.',
  'rule.characters': 'Teksten inneholder tegn som ikke er tillatt.',
  'rule.oneLine': 'Bruk bare én linje.',
  'rule.email': 'Skriv en e-postadresse, for eksempel navn@firma.no.',
  'rule.phone': 'Skriv et telefonnummer, for eksempel +47 77 00 00 00.',
  'rule.https': 'Skriv en adresse som begynner med https://.',
  'rule.guid': 'Skriv en ID, for eksempel 3b555118-da6a-4418-894f-7df1e2096870.',
  'rule.domain': 'Skriv domener som firma.no.',
  'rule.partnerId': 'En partner-ID har 4 til 10 siffer.',
  'rule.number': 'Skriv et tall.',
  'rule.whole': 'Skriv et helt tall.',
  'rule.tooSmall': 'Tallet er for lavt.',
  'rule.tooLarge': 'Tallet er for høyt.',
  'rule.tooMany': 'Det er for mange oppføringer.',
  'rule.date': 'Velg en dato.',
  'rule.past': 'Datoen er passert.',
  'rule.money': 'Skriv et beløp, for eksempel 249 eller 249,50.',
  'rule.choice': 'Velg fra listen.',
  'rule.country': 'Skriv landkoden med to bokstaver.',
  'rule.colour': 'Velg en farge.',
  'rule.logo': 'Velg et bilde i PNG, WebP eller JPEG.',
  'rule.timeZone': 'Skriv en tidssone, for eksempel Europe/Oslo.',
  'rule.companyName': 'Microsoft godtar ikke dette firmanavnet. Skriv hele navnet slik det er registrert.',
  'rule.range': 'Antallet må være mellom minste og høyeste antall.',
  'rule.roles': 'Velg minst én rolle.',
  'rule.unique': 'Samme oppføring finnes to ganger.',
  'rule.code': 'Dette er ikke en tilbudskode.',
  'rule.passphraseShort': 'Bruk minst 10 tegn.',
  'rule.passphraseDiffers': 'De to passfrasene er ulike.',
  'problem.hostUnreachable':
    'Fikk ikke kontakt med {host}. Det som er på nett, står som det er. Sjekk forbindelsen og prøv igjen.',
  'problem.hostRefused':
    '{host} nektet tilgang ({status}). Passordet eller nøkkelen kan være feil, endret eller utløpt. Skriv inn på nytt.',
  'problem.hostClock':
    '{host} nektet tilgang ({status}), og klokken der viser en annen tid enn denne maskinen. Still dato, klokkeslett og tidssone riktig her, og prøv igjen.',
  'problem.hostFull': '{host} har ikke mer plass. Frigjør plass der, og publiser igjen.',
  'problem.hostFailed':
    '{host} svarte med en feil ({status}). Det som er på nett, er helt. Prøv igjen senere; hvis det fortsetter, spør den som drifter verten.',
  'problem.hostTaken':
    'Noen har publisert hit fra en annen nettleser, og denne vet ikke hva. Ingenting er endret. Publiser fra den nettleseren, eller gjenopprett den siste sikkerhetskopien derfra her. Erstatter du det som ligger der, går tilbud som bare den har, av nett.',
  'problem.hostForeign':
    'Andre filer er i veien, for eksempel {path}. Ingenting er endret. Velg en tom mappe, eller erstatt dem.',
  'problem.hostTooMany': 'Denne verten tar høyst {most} filer; sidene dine er {n}.',
  'problem.hostNotLive':
    '{address} viser ikke den nye siden ennå. Noen verter trenger noen minutter. Er dette adressen til stedet du koblet til?',
  'problem.hostNotAllowed':
    'Tilbud får ikke kontakte {hosts} ennå. Prøv igjen, og tillat det når nettleseren spør.',
  'problem.stopped': 'Stoppet. Ingenting er endret.',
  'problem.busy': 'Dette kjører allerede i et annet vindu. Vent til det er ferdig, og prøv igjen.',
  'problem.lastGlobalAdministrator': 'Dette er den siste globale administratoren. Gi en annen rollen først.',
  'problem.trialTaken':
    '{customer} har allerede hatt et prøveabonnement på {product}, og Microsoft gir bare ett per produkt. Lag et kjøpstilbud i stedet.',
  'problem.alreadyOwned':
    '{customer} abonnerer allerede på {product}, og da gir Microsoft ikke noe prøveabonnement.',
  'problem.overCustomerCap':
    '{customer} har {has} lisenser for {product}, og Microsoft selger høyst {cap} til én kunde. Sett ned antallet.',
  'problem.keyKnown': 'Nøkkelen i linje {n} ligger allerede i hvelvet. Ingenting ble lagret. Fjern linjen.',
  'problem.keyExpired': 'Siste dag for å løse inn nøkkelen er passert. Kontakt leverandøren din.',
  'problem.wrongCustomer':
    'Nøkkelen er reservert for {customer}. Skriv det navnet, eller reserver nøkkelen for den andre kunden først. Ingenting ble lagret.',
  'problem.notMicrosoft': 'Lenken må føre til Microsoft: {hosts}.',
  'problem.tableNone':
    'Det er ingen tabell i denne filen. Den må ha en overskriftsrad og én linje per rad, skilt med komma, semikolon eller tabulator.',
  'problem.tableColumns': 'Det mangler kolonner. Funnet: {headers}. Kreves: {wanted}.',
  'problem.tableTooLarge':
    'Filen er større enn {mb} MB. Eksporter færre kolonner, eller del den i flere filer.',
  'problem.tableTooLong': 'Filen har mer enn {n} linjer. Slett tomme linjer, eller del den i flere filer.',
  'problem.tableTooWide':
    'Rad {row} har mer enn {n} celler. Lagre filen på nytt som CSV, bare med kolonnene som trengs.',
  'problem.tableQuote':
    'Et anførselstegn i rad {row} er ikke lukket. Skriv det dobbelt inne i en tekst, eller lagre filen på nytt som CSV.',
  'rule.columns':
    'Det er flere celler enn overskrifter. Sett en tekst med komma eller semikolon i anførselstegn.',
  'problem.portalAddress':
    'Dette er ikke en gyldig portaladresse. Den må begynne med https://, og bare navnene i listen kan stå i krøllparenteser.',

  'rule.order': 'Siste dag er før første dag.',
  'rule.keySymbol': 'En produktnøkkel inneholder ingen vokaler og ikke 0, 1, 5, L, S eller Z.',
  'rule.keyLength': 'En produktnøkkel har 25 tegn.',
  'rule.customerName': 'Dette er ikke kundens navn.',
  'rule.notMicrosoft': 'Bruk en lenke som fører til Microsoft.',
  'rule.portalAddress': 'Skriv en adresse som begynner med https://.',
  'rule.noAutoExtend':
    'Microsoft forlenger ikke relasjoner med rollen Global Administrator. Fjern rollen, eller slå av automatisk forlengelse.',
  'rule.ownDomain': 'Dette er ditt eget firmas domene.',
  'rule.microsoftEmail': 'Microsoft godtar ikke sine egne adresser for kunder.',
  'problem.recordUnfit':
    'Ingenting ble lagret: Feltet {field} i en oppføring i {table} kan ikke lagres slik. Dette er en feil i Tilbud; meld gjerne fra.',
  'rule.converted':
    'Dette prøveabonnementet er gjort om til et betalt abonnement, så det må forbli et prøveabonnement.',
  'rule.refused':
    'Verten godtar ikke dette. Se etter at alt er kommet med, og at det hører til kontoen eller brukeren over.',
}
