import type { Word } from '#core/locale/say.ts'
import type { company as en } from '#core/locale/screens/en/company.ts'

/** Words of the company, its first run and its settings. */
export const company: Readonly<Record<keyof typeof en, Word>> = {
  'company.name': 'Firmanavn',
  'company.nameHint': 'Det juridiske navnet. Det er en del av hvert tilbud du lager.',
  'company.partnerId': 'Partner-ID',
  'company.partnerIdHint':
    'Fra Microsoft Partner Center, 4 til 10 siffer. Den er en del av hver sideadresse.',
  'company.email': 'E-post',
  'company.phone': 'Telefon',
  'company.website': 'Nettsted',
  'company.siteAddress': 'Adressen til tilbudssidene dine',
  'company.siteAddressHint':
    'For eksempel https://tilbud.firmaet.no. Endrer du den senere, beholder lenker som er sendt, den gamle adressen; under Publiser får du sider som fører derfra til den nye.',
  'company.siteAddressMoves':
    'Sidene publiseres dit. Du flytter dem under Publiser: Der står det hva som skjer med lenker du har sendt.',
  'company.cloud': 'Microsoft-sky',
  'company.selling': 'Hvordan du selger',
  'company.authorisations': 'Autorisasjoner fra Microsoft',
  'company.colour': 'Farge på sidene',
  'company.language': 'Språk i nye tilbud',
  'company.currency': 'Valuta',
  'company.vatIncluded': 'Prisene i nye tilbud er inkl. mva.',
  'company.timeZone': 'Tidssone',
  'company.validDays': 'Gyldighet for tilbud i dager',
  'company.notVerified': 'Ikke bekreftet ennå. Du blir spurt før det første tilbudet.',
  'company.verifiedNow': 'Firmainformasjonen er bekreftet.',
  'company.saved': 'Firmainformasjonen er lagret.',

  'cloud.worldwide': 'Hele verden',
  'cloud.21vianet': 'Drevet av 21Vianet (Kina)',

  'selling.advisor': 'Abonnementsrådgiver: Microsoft fakturerer kunden',
  'selling.direct': 'CSP-partner med direkte fakturering',
  'selling.indirect': 'Indirekte CSP-forhandler',

  'authorisation.subscriptionAdvisor': 'Abonnementsrådgiver',
  'authorisation.subscriptionAdvisorHint':
    'For Microsofts egne rådgiverlenker, produktnøkler og registrert partner. Microsoft tar ikke lenger inn nye rådgivere.',
  'authorisation.delegatedAdministration': 'Delegert administrasjon',
  'authorisation.delegatedAdministrationHint': 'Lar deg be om delegert administrasjon i tilbud.',
  'authorisation.serviceProvider': 'Autorisert tjenesteleverandør',
  'authorisation.serviceProviderHint': 'Lar deg administrere abonnementer og serviceforespørsler for kunder.',

  'welcome.title': 'Velkommen til Tilbud',
  'welcome.what':
    'Lag invitasjoner til prøveabonnement, kjøpstilbud og tilbud om delegert administrasjon til kundene dine. Alt blir i denne nettleseren: ingen konto og ingen server.',
  'welcome.setUp': 'Sett opp firmaet ditt',
  'welcome.setUpWhat': 'Firmanavn, partner-ID og adressen til tilbudssidene. Det tar tre minutter.',
  'welcome.restore': 'Gjenopprett en sikkerhetskopi',
  'welcome.restoreWhat': 'Fortsett der du slapp, i denne nettleseren.',
  'welcome.restoreFile': 'Velg sikkerhetskopi',
  'welcome.example': 'Prøv med et eksempel',
  'welcome.exampleWhat': 'En oppdiktet partner med tolv kunder og tilbud av alle slag.',
  'welcome.exampleLoad': 'Last inn eksempel',

  'setup.you': 'Om deg',
  'setup.youHint': 'Du blir den første brukeren: global administrator med full støttetilgang.',
  'setup.name': 'Navnet ditt',
  'setup.email': 'E-postadressen din',
  'setup.companyHint': 'Kundene ser navn, telefonnummer og e-postadresse.',
  'setup.passphraseHint':
    'Den krypterer nøkkelen som åpner svarene fra kundene. Minst 10 tegn. Ingen kan gjenopprette den, så skriv den ned.',
  'setup.again': 'Gjenta passfrasen',
  'setup.verify': 'Når du oppretter arbeidsområdet, bekrefter du at firmainformasjonen er riktig.',
  'setup.create': 'Opprett arbeidsområde og lagre sikkerhetskopi',
  'setup.done': 'Arbeidsområdet er klart',
  'setup.backupHint':
    'Den første sikkerhetskopien lagres blant nedlastingene dine. Nøklene i den er kryptert med passfrasen din. Resten kan leses, så pass like godt på filen som på kundelisten.',
  'setup.firstOffer': 'Ditt første tilbud',
  'setup.firstOfferWhat': 'Velg en type. Kunden legger du til underveis: Navnet er nok.',
  'setup.goOn': 'Gå til oversikten',

  'backup.title': 'Sikkerhetskopi',
  'backup.what':
    'Denne nettleseren har den eneste kopien av dataene dine. En sikkerhetskopi inneholder alt, med svarnøkkelen kryptert med passfrasen din.',
  'backup.last': 'Sist lagret {when}.',
  'backup.never': 'Aldri lagret.',
  'backup.make': 'Lagre sikkerhetskopi',
  'backup.saving': 'Lagrer sikkerhetskopi: {done} av {all} oppføringer',
  'backup.made': 'Sikkerhetskopien er lagret. Oppbevar filen et annet sted enn på denne datamaskinen.',

  'signIn.title': 'Hvem er du?',
  'signIn.what':
    'Tilbud vet ikke hvem som arbeider i denne nettleseren, eller brukeren er deaktivert. Skriv inn passfrasen din for å fortsette.',
  'signIn.do': 'Fortsett',
  'signIn.forgotten':
    'Har du glemt den, kan en kollega som er global administrator fortsette med sin og gi deg en ny. Finnes det ingen, må du fjerne utvidelsen, som sletter alt her, installere den på nytt og gjenopprette en sikkerhetskopi du har passfrasen til.',
  'signIn.choose':
    'Ingen aktive her har passfrase. Velg deg selv for å fortsette. Det du gjør, loggføres på det navnet.',
  'restore.saved': 'Sikkerhetskopi av {company}, lagret {when}.',
  'restore.check':
    'Skriv inn passfrasen du hadde da filen ble lagret. Den viser om noen har endret filen siden, og låser opp nøklene i den.',
  'restore.do': 'Kontroller og gjenopprett',
  'restore.without': 'Fortsett uten passfrase',
  'restore.unsigned':
    'Denne filen kan ikke kontrolleres: Den har ingen signatur, som alle sikkerhetskopier fra eldre versjoner. Alle som har hatt den, kan ha endret den.',
  'restore.unchecked': 'Filen er ikke kontrollert. Alle som har hatt den, kan ha endret den.',
  'restore.changed':
    'Denne filen er endret etter at den ble lagret. Bruk en annen kopi, med mindre du vet hvem som endret den og hvorfor.',
  'restore.brings': 'Dette inneholder sikkerhetskopien',
  'restore.compare':
    'Sammenlign med det du vet, særlig adressene, svarnøkkelen og de globale administratorene.',
  'restore.partnerIds': 'Partner-ID-er',
  'restore.site': 'Adressen til tilbudssidene',
  'restore.endpoint': 'Hit sendes svarene',
  'restore.replyKey': 'Svarnøkkel',
  'restore.portals': 'Endrede portaladresser',
  'restore.records': 'Oppføringer',
  'restore.anyway': 'Gjenopprett likevel',
  'restore.reading': 'Kontrollerer filen: {percent} %',
  'restore.writing': 'Gjenoppretter: {done} av {all} oppføringer',
  'restore.lists': 'Klargjør lister og søk …',
  'restore.elsewhere': 'En sikkerhetskopi gjenopprettes i et annet vindu. Fortsett der.',
  'restore.leftTitle': 'Gjenopprettingen ble ikke fullført',
  'restore.left':
    '{name}: {done} av {all} oppføringer er på plass. Ingenting kan brukes før alle er det. Velg samme fil på nytt for å fortsette, eller fjern det som er gjenopprettet.',
  'restore.clear': 'Fjern',
  'restore.broken': {
    one: '{n} oppføring var allerede skadet da sikkerhetskopien ble lagret, og gjenopprettes ikke. Ta vare på filen: Den inneholder fortsatt det som var igjen av den.',
    other:
      '{n} oppføringer var allerede skadet da sikkerhetskopien ble lagret, og gjenopprettes ikke. Ta vare på filen: Den inneholder fortsatt det som var igjen av dem.',
  },
  'backup.broken': {
    one: '{n} oppføring er skadet. Den ligger i filen, men gjenopprettes ikke. Alt annet er lagret.',
    other: '{n} oppføringer er skadet. De ligger i filen, men gjenopprettes ikke. Alt annet er lagret.',
  },
  'vault.changeKey': 'Bytt nøkkel til hvelvet',
  'vault.changeKeyWhat':
    'Svar og produktnøkler får en ny krypteringsnøkkel. En som har sluttet og beholdt en gammel sikkerhetskopi, kan ikke bruke den til å åpne det du legger til fra nå av.',
  'vault.changeKeyOthers':
    'Du beholder passfrasen din. Alle andres slutter å virke: Gi hver av dem en ny under Ansatte. Lagre en ny sikkerhetskopi etterpå.',
  'vault.ownPassphrase': 'Passfrasen din',
  'vault.keyChanged': 'Hvelvet har fått ny nøkkel. Lagre en ny sikkerhetskopi.',
  'vault.keyChangedOthers': {
    one: 'Hvelvet har fått ny nøkkel. {n} kollega trenger ny passfrase. Lagre en ny sikkerhetskopi.',
    other: 'Hvelvet har fått ny nøkkel. {n} kolleger trenger ny passfrase. Lagre en ny sikkerhetskopi.',
  },
  'vault.keyDue':
    'En bruker med passfrase er deaktivert siden nøkkelen til hvelvet sist ble byttet. Bytt nøkkelen, så en gammel sikkerhetskopi ikke åpner det du legger til fra nå av.',
  'vault.title': 'Passfrase',
  'vault.why': 'Svar er kryptert. Passfrasen din låser opp nøkkelen som åpner dem.',
  'vault.passphrase': 'Passfrase',
  'vault.unlock': 'Lås opp',
  'vault.lock': 'Lås nå',
  'vault.isOpen': 'Låst opp: Svar kan åpnes.',
  'vault.isLocked': 'Låst: Du blir bedt om passfrasen når du importerer et svar.',

  'trials.title': 'Prøve-ID-er',
  'trials.what':
    'Produkter per {date}, Microsofts prøvetilbud for partnere fra 2021. ID-er som ikke er bekreftet, er hentet fra et lignende produkt; erstatt dem når du har de riktige.',
  'trials.id': 'Prøve-ID',
  'trials.idOf': 'Prøve-ID for {product}',
  'trials.none': 'ikke noe prøveabonnement',
  'trials.edit': 'Rediger prøve-ID-en for {product}',
  'trials.saved': 'Prøve-ID-en er lagret.',

  'example.bar': 'Dette er et eksempel. Ingenting her er ekte.',
  'example.leave': 'Fjern eksempelet',
  'example.leaveWhat': 'Fjerner eksempelet fra denne nettleseren, så du kan sette opp ditt eget firma.',

  'leave.title': 'Fjern alt',
  'leave.what':
    'Fjerner alle data og svarnøkkelen fra denne nettleseren. Du kan bare få dem tilbake fra en sikkerhetskopi.',
  'leave.sure': 'Fjerne alt fra denne nettleseren?',
  'leave.do': 'Fjern alt',
  'company.verifiedBy': 'Bekreftet {when} av {by}.',
  'company.facts': 'Firmaopplysninger',
  'company.preview': 'Slik ser kunden det',
  'company.previewHint': 'Et eksempeltilbud. Prikkede linjer viser det som kommer fra firmaopplysningene.',
  'company.savingVerifies':
    'Når du lagrer, bekrefter du at du har kontrollert opplysningene og at de er riktige.',
  'company.services': 'Sideadresse, valuta, gyldighet og domener:',
  'company.logo': 'Logo',
  'company.logoHint': 'Et hvilket som helst bilde, også SVG. Det konverteres til høyst 4 kB.',
  'company.logoSize': { one: '{n} byte', other: '{n} byte' },
  'company.logoOnLight': 'Logo på lys side',
  'company.logoOnDark': 'Logo på mørk side',
  'company.colourLight': 'Kontrast på lys side: {ratio} : 1.',
  'company.colourDark': 'Kontrast på mørk side: {ratio} : 1.',
  'company.colourMoved': 'Vises som {colour} for å være lett å lese.',
  'company.office': 'Partnerkontor',
  'company.addOffice': 'Legg til partnerkontor',
  'company.removeOffice': 'Fjern {office}',
  'company.officeHint':
    'Hvert kontor har sin egen partner-ID, og du velger ett for hvert tilbud. Det kan ta opptil 24 timer før et nytt kontor vises hos Microsoft.',
  'company.endpoint': 'Hvordan svarene når deg',
  'company.showReceived': 'Vis «Svaret er mottatt» på siden når du har bekreftet svaret',
  'company.showReceivedHint': 'Gjelder tilbud til én kunde. Siden tar da ikke imot flere svar.',
  'company.endpointHint':
    'Sidene sender det krypterte svaret hit. Kunden kan også sende det på e-post, kopiere det eller lagre det som fil. Ingen kan lese det underveis. Endringer trer i kraft når du publiserer.',
  'endpoint.none': 'Bare e-post, kopiering eller fil',
  'endpoint.form': 'Skjematjeneste (som Formspree)',
  'endpoint.flow': 'Power Automate-flyt',
  'endpoint.netlify': 'Netlify Forms, hvis sidene ligger der',
  'endpoint.queue': 'Innboksen hos verten for sidene (Azure Storage)',
  'company.endpointAddress': 'Adresse',
  'company.endpointFormHint': 'Skjemaets adresse, for eksempel https://formspree.io/f/abcdefgh.',
  'company.endpointFlowHint':
    'Adressen fra «When an HTTP request is received», åpen for alle. Den som leser en side, kan finne den, så la flyten bare videresende det den får, til deg.',
  'company.tenantId': 'Din tenant-ID (valgfritt)',
  'company.tenantIdHint': 'Trengs i relasjonslenker hos Microsoft.',
  'company.cloudHint': 'Avgjør hvilke portaler, lenker og produkter som er tilgjengelige.',
  'company.domains': 'Domenene dine',
  'company.domainsHint': 'Skill med komma. Ingen kunde kan ha disse domenene.',
  'company.reminderDays': 'Varsel før tilbud og prøveabonnementer går ut, i dager',
  'company.renewalDays': 'Varsel før abonnementer og delegeringer går ut, i dager',
  'company.seen.name': 'Øverst på hver side, i kontaktopplysningene, i e-poster og i selve tilbudet',
  'company.seen.partnerId': 'I sideadressen og nederst på siden',
  'company.seen.contact': 'I kontaktopplysningene, i e-poster, og der siden sier hvem kunden kan spørre',
  'company.seen.website': 'I kontaktopplysningene',
  'company.seen.logo': 'Øverst på hver side',
  'company.seen.colour': 'Knapper og lenker på hver side',
  'company.seen.inside': 'Vises ikke for kunder',
  'company.seen.cloud': 'Nederst på siden, hvis drevet av 21Vianet',
  'company.seen.selling': 'Under prisene: hvem som sender faktura',
  'services.title': 'Domener og tjenesteinnstillinger',
}
