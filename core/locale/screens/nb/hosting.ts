import type { Word } from '#core/locale/say.ts'
import type { hosting as en } from '#core/locale/screens/en/hosting.ts'

/** Words of the host that pages are brought to. */
export const hosting: Readonly<Record<keyof typeof en, Word>> = {
  'host.title': 'Publiser automatisk',
  'host.what':
    'Koble til stedet der sidene dine skal ligge. Da virker en lenke noen sekunder etter at du har laget den, og sidene til tilbud du trekker tilbake, lukkes av seg selv.',
  'host.kind.azure': 'Azure Storage',
  'host.kindHint.azure':
    'Raskest å prøve: på nett på et sekund, på en av Microsofts adresser, i ditt eget abonnement. Eget domene krever Azure Front Door, som koster noe hver måned. Azure kan ikke sende HTTP-hoder du velger selv, så en side som vises i en ramme på et annet nettsted, har ikke noe skjema.',
  'host.azure1':
    'Opprett en lagringskonto i Azure-portalen: Standard, LRS, uten hierarkisk navneområde, og med tilgang med kontonøkkel slått på.',
  'host.azure2':
    'Åpne Data management, Static website. Slå det på, lagre, og kopier Primary endpoint: Der leser kundene sidene.',
  'host.azure3': 'Åpne Security + networking, Access keys, og kopier nøkkelen under key2.',
  'host.storageAccount': 'Navn på lagringskontoen',
  'host.storageAccountHint': '3 til 24 små bokstaver og tall.',
  'host.secret.azure': 'Tilgangsnøkkel (key2)',
  'host.secretHint.azure':
    'Brukes én gang, til å klargjøre kontoen og opprette smale tillatelser som utløper. Så glemmes den. Tillatelsene krypteres i hvelvet.',
  'host.siteAddressHint.azure':
    'Det statiske nettstedets Primary endpoint, for eksempel https://firmatilbud.z6.web.core.windows.net, eller ditt eget domene foran det.',
  'host.otherCloud': 'Adresser i en annen sky',
  'host.blob': 'Blob-tjenesten',
  'host.queue': 'Køtjenesten',
  'host.kind.webdav': 'Webhotell (WebDAV)',
  'host.kindHint.webdav':
    'Ditt eget domene. De fleste webhotell, Nextcloud og mange NAS-er har WebDAV. Spør ditt etter «WebDAV» eller «Web Disk».',
  'host.kind.git': 'Git-repo',
  'host.kindHint.git':
    'For nettsteder som en vert bygger fra en gren: Cloudflare Pages, Netlify, Azure Static Web Apps og andre. På nett etter et minutt eller to. Grenen kan ikke inneholde annet enn disse sidene.',
  'host.kind.cloudflare': 'Cloudflare Workers',
  'host.kindHint.cloudflare': 'Ditt eget domene, alle sider på én gang. Høyst 20 000 filer uten å betale.',
  'host.connect': 'Koble til',
  'host.address.webdav': 'WebDAV-adressen til mappen',
  'host.addressHint.webdav':
    'Mappen nettstedet ditt leses fra, for eksempel https://dav.example.com/public_html/tilbud. I cPanel står den under Web Disk.',
  'host.address.git': 'Adressen til repoet',
  'host.addressHint.git': 'Som når du kloner over https, for eksempel https://github.com/firma/tilbud.git.',
  'host.user': 'Brukernavn',
  'host.userOptional': 'Brukernavn (hvis verten krever det)',
  'host.branch': 'Gren',
  'host.branchHint':
    'Hver publisering erstatter hele grenen, så sider du har trukket tilbake, ikke blir liggende i historikken.',
  'host.folder': 'Mappe i grenen (valgfritt)',
  'host.account': 'Konto-ID',
  'host.accountHint': 'I Cloudflare under Workers & Pages, til høyre. 32 tegn.',
  'host.script': 'Navn på Workeren',
  'host.scriptHint': 'Små bokstaver, tall og bindestrek. Den opprettes hvis den ikke finnes.',
  'host.secret.webdav': 'Passord',
  'host.secretHint.webdav': 'Opprett helst en bruker eller et app-passord bare for denne mappen.',
  'host.secret.git': 'Tilgangsnøkkel (token)',
  'host.secretHint.git':
    'GitHub: Settings, Developer settings, Fine-grained tokens. Bare dette repoet, Contents: Read and write. GitLab: et project access token med write_repository. Azure DevOps: et personal access token med Code (read and write).',
  'host.secret.cloudflare': 'API-nøkkel (token)',
  'host.secretHint.cloudflare':
    'My Profile, API Tokens, Create Custom Token: Account, Workers Scripts, Edit. Bare kontoen din.',
  'host.secretKept': 'Krypteres i hvelvet. Lås opp hvelvet når du vil at sider skal på nett.',
  'host.siteAddress': 'Adressen der kundene leser sidene',
  'host.siteAddressHint':
    'Lenkene begynner med den. Lenker du alt har sendt, beholder adressen de ble sendt med.',
  'host.expires': 'Nøkkelen eller passordet gjelder til (valgfritt)',
  'host.expires.azure': 'Tillatelsene utløper (valgfritt)',
  'host.expiresHint': 'Du blir minnet på det 30 dager før.',
  'host.expiresHint.azure': 'Om et år hvis du lar feltet stå tomt. Du blir minnet på det 30 dager før.',
  'host.try': 'Prøv og koble til',
  'host.tryHint':
    'Nettleseren spør om Tilbud kan kontakte disse adressene. Så legges en prøveside ut, leses slik kunden leser den, og fjernes igjen.',
  'host.trying': 'Prøver …',
  'host.connected': 'Koblet til. Sidene dine er på vei ut.',
  'host.to': '{kind}: Sidene publiseres på {address}.',
  'host.allOnline': 'Alle sider er på nett. Sist endret {when}.',
  'host.waiting': {
    one: '{n} side er ikke på nett ennå.',
    other: '{n} sider er ikke på nett ennå.',
  },
  'host.closing': {
    one: '{n} lukket tilbud har fortsatt en side som tar imot svar.',
    other: '{n} lukkede tilbud har fortsatt sider som tar imot svar.',
  },
  'host.companyChanged': 'Det sidene viser om firmaet ditt, er endret.',
  'host.never': 'Ingenting er publisert her ennå.',
  'host.locked': 'Hvelvet er låst. Lås det opp, så fortsetter publiseringen.',
  'host.notAllowed': 'Nettleseren lar ikke Tilbud kontakte verten. Gi tilgang, så fortsetter publiseringen.',
  'host.unlock': 'Lås opp',
  'host.allow': 'Gi tilgang',
  'host.running': '{done} av {total} filer',
  'host.publish': 'Publiser nå',
  'host.again': 'Prøv igjen',
  'host.replace': 'Erstatt det som ligger der',
  'host.change': 'Endre',
  'host.disconnect': 'Koble fra',
  'host.disconnectWhat':
    'Tilbud glemmer passordet eller nøkkelen og kontakter ikke verten lenger. Sider som er på nett, blir liggende, også sidene til tilbud du trekker tilbake fra nå av.',
  'host.disconnected': 'Koblet fra. Sidene dine er fortsatt på nett.',
  'host.otherWays': 'Publiser for hånd',
  'share.goingLive': 'Siden er på vei ut på nett …',
  'share.live': 'På nett: Lenken virker nå.',
}
