import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import * as http from 'node:http'
import * as https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { setUpAccount } from '#core/hosting/azure/setUp.ts'
import { filesFor } from '#core/hosting/files.ts'
import { publicAddress } from '#core/hosting/live.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { serveWithApache } from '#scripts/apache.ts'
import { serveAzurite, serveWebsite } from '#scripts/azurite.ts'
import { serveGit } from '#scripts/gitServer.ts'
import { root } from '#scripts/paths.ts'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'
import { makeCertificate, type Certificate } from '#test/support/certificate.ts'

/** What a build machine does: the command itself, against real servers that speak https. */

type Environment = Readonly<Record<string, string>>

/** A host that is ready, and what the environment says of it. */
type Place = Readonly<{
  siteAddress: string
  environment: Environment
  /** The same with a secret that does not let in. */
  wrong: Environment
}>

let folder: string
let certificate: Certificate
const closes: (() => Promise<void>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-hosting-'))
  // As root, Apache serves as somebody else, who must be let in.
  await chmod(folder, 0o755)
  certificate = makeCertificate(folder)
  setDefaultCACertificates([...getCACertificates(), await readFile(certificate.certificate, 'utf8')])
})
afterAll(async () => {
  for (const close of closes) await close()
  await rm(folder, { recursive: true, force: true })
})

/** A folder that anybody on this machine may write to. */
async function openFolder(...names: string[]): Promise<string> {
  const path = join(folder, ...names)
  await mkdir(path, { recursive: true })
  await chmod(path, 0o777)
  return path
}

let webdav: WebdavServer
const password = 'blåbær:på tur'
const webdavPlace = (name: string): Place => {
  const environment = {
    TILBUD_WEBDAV_ADDRESS: `${webdav.dav}${name}`,
    TILBUD_WEBDAV_USER: 'kari nordmann',
    // Build machines like to end a secret with a line break.
    TILBUD_WEBDAV_PASSWORD: `${password}\n`,
  }
  return {
    siteAddress: `${webdav.address}/${name}`,
    environment,
    wrong: { ...environment, TILBUD_WEBDAV_PASSWORD: 'tyttebær' },
  }
}

async function openWebdav(): Promise<Place> {
  const served = await openFolder('webdav')
  await openFolder('webdav', 'offers')
  webdav = await serveWithWebdav(served, { user: 'kari nordmann', password, secure: certificate })
  closes.push(webdav.close)
  return webdavPlace('offers')
}

/** A repository, and a host that serves what lies on its branch from the moment that it is pushed. */
async function openGit(): Promise<Place> {
  const token = 'a token'
  const tls = {
    key: await readFile(certificate.key, 'utf8'),
    cert: await readFile(certificate.certificate, 'utf8'),
  }
  const repository = await serveGit({ token, tls })
  closes.push(repository.close)
  const checkedOut = await openFolder('git')
  await openFolder('git', 'public')
  await repository.hook(
    'post-receive',
    `git --work-tree='${checkedOut}' read-tree -u --reset refs/heads/tilbud-pages`,
  )
  const apache = await serveWithApache(join(checkedOut, 'public'), 'None', [])
  closes.push(apache.close)
  const environment = {
    TILBUD_GIT_ADDRESS: repository.address,
    TILBUD_GIT_BRANCH: 'tilbud-pages',
    TILBUD_GIT_FOLDER: 'public',
    TILBUD_GIT_TOKEN: `${token}\n`,
  }
  return {
    siteAddress: apache.address,
    environment,
    wrong: { ...environment, TILBUD_GIT_TOKEN: 'another token' },
  }
}

async function openAzure(): Promise<Place> {
  const azurite = await serveAzurite({ https: { cert: certificate.certificate, key: certificate.key } })
  closes.push(azurite.close)
  const website = await serveWebsite(azurite)
  closes.push(website.close)
  const expires = new Date(Date.now() + 3_600_000).toISOString()
  const { publish } = await setUpAccount({ ...azurite, expires })
  const environment = {
    TILBUD_AZURE_PAGES: `${publish.pages}\n`,
    TILBUD_AZURE_STANDING: `${publish.standing}\n`,
  }
  const wrong = Object.fromEntries(
    Object.entries(environment).map(([name, grant]) => [name, grant.replace(/sig=.{4}/, 'sig=AAAA')]),
  )
  return { siteAddress: website.address, environment, wrong }
}

type Ran = Readonly<{ code: number; said: string; complained: string }>

/** Runs `npm run site`, with no more in its environment than is said. */
function site(args: readonly string[], environment: Environment = {}): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, NODE_EXTRA_CA_CERTS: certificate.certificate, ...environment }
  return new Promise((resolve) =>
    execFile(process.execPath, ['scripts/site.ts', ...args], { cwd: root, env }, (error, said, complained) =>
      resolve({ code: Number(error?.code ?? 0), said, complained }),
    ),
  )
}

type Row = { t: string; state?: string; hash: string; binding: { code: string; terms: { message: string } } }

/** The example's publication. @param message of its first open offer, where that is another than the example's */
async function writePublication(
  name: string,
  siteAddress: string,
  { number = 1, offers = exampleSize, message }: { number?: number; offers?: number; message?: string } = {},
): Promise<string> {
  const text = (await examplePublication(offers, '2026-11-02'))
    .replace('"siteAddress":"http://localhost:4321"', `"siteAddress":"${siteAddress}"`)
    .replace('"number":1', `"number":${number}`)
  const rows = text
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as Row)
  const changed = rows.find(({ t }) => t === 'offer')!
  if (message !== undefined) {
    changed.binding.terms.message = message
    changed.hash = await hashOf(changed.binding)
  }
  const file = join(folder, `${name}-${number}.jsonl`)
  await writeFile(file, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  return file
}

/** What customers get at an address; null when nothing is there. */
function read(address: string): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const { get } = address.startsWith('https:') ? https : http
    get(address, (response) => {
      buffer(response).then((body) => resolve(response.statusCode === 200 ? body : null), reject)
    }).on('error', reject)
  })
}

async function filesIn(out: string): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true })
  return entries.flatMap((entry) =>
    entry.isFile() ? join(entry.parentPath, entry.name).slice(out.length + 1) : [],
  )
}

/** Which files of a folder customers do not get as they are there; those that hosts keep to themselves are left out. */
async function missingAt(siteAddress: string, out: string): Promise<string[]> {
  const missing: string[] = []
  for (const path of await filesIn(out)) {
    const address = publicAddress(siteAddress, path)
    if (address && !(await read(address))?.equals(await readFile(join(out, path)))) missing.push(path)
  }
  return missing
}

const pagesIn = async (out: string) =>
  (await filesIn(out)).filter((path) => /^\d+\/.*\/index\.html$/.test(path))

describe.each([
  ['webdav', 'Apache by WebDAV', openWebdav, 401],
  ['git', 'a branch at git http-backend', openGit, 401],
  ['azure', 'Azurite', openAzure, 403],
] as const)('npm run site -- --to %s, at %s', (kind, _, open, refusal) => {
  let place: Place
  let siteAddress: string
  let out: string
  const publication = (
    ...change: Parameters<typeof writePublication> extends [string, string, ...infer R] ? R : never
  ) => writePublication(kind, siteAddress, ...change)
  const bring = (file: string, environment: Environment, ...more: readonly string[]) =>
    site(['--publication', file, '--out', out, '--to', kind, ...more], environment)

  beforeAll(async () => {
    place = await open()
    siteAddress = place.siteAddress
    out = join(folder, `${kind}-out`, 'offers')
  }, 600_000)

  it('brings all there, and nothing the second time', async () => {
    const file = await publication()
    const first = await bring(file, place.environment)
    const paths = await filesIn(out)
    const wanted = filesFor(kind, new Map(paths.map((path) => [path, null])))
    const all = wanted.size
    for (const path of paths.filter((path) => !wanted.has(path)))
      expect(await read(`${siteAddress}/${path}`), path).toBeNull()
    expect(first).toMatchObject({ code: 0, complained: '' })
    expect(first.said).toContain(`${all} files at ${siteAddress}, ${all} of them put there now.`)
    expect(await missingAt(siteAddress, out)).toEqual([])
    const second = await bring(file, place.environment)
    expect(second).toMatchObject({ code: 0, complained: '' })
    expect(second.said).toContain(`${all} files at ${siteAddress}, 0 of them put there now.`)
  })

  it('keeps what lies there beside the record, and neither secrets there nor the file where anybody reads it', async () => {
    const names = (await readdir(folder, { recursive: true })).filter((path) =>
      path.includes(`.json.${kind}-`),
    )
    expect(names).toEqual([
      expect.stringMatching(new RegExp(`^${kind}-out.*\\.manifest\\.json\\.${kind}-[0-9a-f]{8}\\.json$`)),
    ])
    const kept = join(folder, names[0]!)
    expect(kept.startsWith(`${out}/`)).toBe(false)
    const content = await readFile(kept, 'utf8')
    expect(content).toContain((await pagesIn(out))[0])
    for (const secret of ['sig=', password, 'a token']) expect(content).not.toContain(secret)
    expect((await filesIn(out)).filter((path) => /manifest|\.jsonl$/.test(path))).toEqual([])
  })

  it('changes nothing with a wrong secret, and brings one changed offer with the right one', async () => {
    const message = 'This line is new.'
    const file = await publication({ number: 2, message })
    const refused = await bring(file, place.wrong)
    expect(refused.code).toBe(1)
    expect(refused.complained).toMatch(
      new RegExp(
        `^\\S+ refused access \\(${refusal}\\)\\. The password, token or grant in the environment may be wrong, taken back or out of date\\.\\n$`,
      ),
    )
    const [page, ...others] = await missingAt(siteAddress, out)
    expect(others).toEqual([])
    const right = await bring(file, place.environment)
    expect(right).toMatchObject({ code: 0, complained: '' })
    expect(right.said).toContain(', 1 of them put there now.')
    expect(await missingAt(siteAddress, out)).toEqual([])
    expect((await read(publicAddress(siteAddress, page!)!))!.toString()).toContain(message)
  })

  it('refuses what is older than what lies there', async () => {
    const record = join(folder, `${kind}-empty.json`)
    out = join(folder, `${kind}-older`, 'offers')
    const older = await bring(await publication(), place.environment, '--manifest', record)
    expect(older.code).toBe(1)
    expect(older.complained).toBe(
      'Somebody else has published there, or something newer than this publication. Nothing was changed there.\nIf this is what you want, say so with --force.\n',
    )
  })

  it('on a machine that starts empty loses no page unless it is forced to', async () => {
    out = join(folder, `${kind}-fresh`, 'offers')
    const before = await pagesIn(join(folder, `${kind}-out`, 'offers'))
    const file = await publication({ number: 3, offers: exampleSize - 1 })
    const refused = await bring(file, place.environment)
    expect(refused.code).toBe(1)
    expect(refused.complained).toBe(
      `1 page would vanish from ${siteAddress}. Nothing was changed there.\nIf this is what you want, say so with --force.\n`,
    )
    const after = new Set(await pagesIn(out))
    const gone = publicAddress(
      siteAddress,
      before.find((path) => !after.has(path))!,
    )!
    expect(await read(gone)).not.toBeNull()
    const forced = await bring(file, place.environment, '--force')
    expect(forced).toMatchObject({ code: 0, complained: '' })
    expect(forced.said).toContain(', 1 file taken away.')
    expect(await read(gone)).toBeNull()
    expect(await missingAt(siteAddress, out)).toEqual([])
  })
})

describe('npm run site -- --to', () => {
  it('knows of each place by itself what lies there', async () => {
    const served = await openFolder('webdav', 'first')
    const other = await openFolder('webdav', 'second')
    const { siteAddress, environment } = webdavPlace('first')
    const args = [
      '--publication',
      await writePublication('places', siteAddress),
      '--out',
      join(folder, 'places'),
    ]
    expect(await site([...args, '--to', 'webdav'], environment)).toMatchObject({ code: 0 })
    // As a run of another machine leaves it that was killed at once.
    await cp(join(served, 'tilbud-publication.json'), join(other, 'tilbud-publication.json'))
    await site([...args, '--to', 'webdav'], { ...environment, ...webdavPlace('second').environment })
    expect((await filesIn(other)).sort()).toEqual((await filesIn(served)).sort())
  })

  it('names the hosts where it does not know one, and builds nothing', async () => {
    const out = join(folder, 'unknown')
    const ran = await site(['--publication', 'none.jsonl', '--out', out, '--to', 'ftp'])
    expect(ran).toMatchObject({
      code: 1,
      said: '',
      complained: '--to ftp: there is no such host. Choose one of azure, webdav, git, cloudflare.\n',
    })
    expect(await readdir(folder)).not.toContain('unknown')
  })

  const complete = {
    azure: {
      TILBUD_AZURE_PAGES: 'https://firm.blob.core.windows.net/$web?sig=x',
      TILBUD_AZURE_STANDING: 'https://firm.blob.core.windows.net/tilbud?sig=x',
    },
    webdav: {
      TILBUD_WEBDAV_ADDRESS: 'https://dav.example.com/offers',
      TILBUD_WEBDAV_USER: 'kari',
      TILBUD_WEBDAV_PASSWORD: 'secret',
    },
    git: {
      TILBUD_GIT_ADDRESS: 'https://git.example.com/offers.git',
      TILBUD_GIT_BRANCH: 'tilbud-pages',
      TILBUD_GIT_TOKEN: 'secret',
    },
    cloudflare: {
      TILBUD_CLOUDFLARE_ACCOUNT: '0123456789abcdef0123456789abcdef',
      TILBUD_CLOUDFLARE_SCRIPT: 'tilbud',
      TILBUD_CLOUDFLARE_TOKEN: 'secret',
    },
  } as const
  const wrongs = Object.entries(complete).flatMap(([kind, environment]) =>
    Object.entries(environment).flatMap(([name, value]) => [
      [kind, name, 'missing', ''],
      ...(value.startsWith('https:') ? [[kind, name, 'not encrypted', value.replace('https', 'http')]] : []),
    ]),
  ) as [keyof typeof complete, string, string, string][]

  it.each(wrongs)('%s names %s when it is %s, and builds nothing', async (kind, name, _, value) => {
    const environment = { ...complete[kind], [name]: value }
    const out = join(folder, 'nothing')
    const ran = await site(['--publication', 'none.jsonl', '--out', out, '--to', kind], environment)
    expect(ran).toMatchObject({
      code: 1,
      said: '',
      complained: `--to ${kind}: the environment variable ${name} is missing, or is not what it should be.\n`,
    })
    expect(await readdir(folder)).not.toContain('nothing')
  })
})
