import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { filesFor, isPage } from '#core/hosting/files.ts'
import { waitUntilShown } from '#core/hosting/live.ts'
import { publishTo, type Kept, type Source } from '#core/hosting/publish.ts'
import type { HeldFile, Target } from '#core/hosting/target.ts'
import { patienceWith, targetOf } from '#core/hosting/targets.ts'
import { problems } from '#core/locale/screens/en/problems.ts'
import {
  azureSecretSchema,
  hostKinds,
  hostSecretSchema,
  hostSettingsSchema,
  type HostKind,
} from '#core/model/host.ts'
import { Problem } from '#core/model/problem.ts'
import { pageMark } from '#core/publication/marks.ts'
import { basePath, pageFile } from '#core/publication/pages.ts'
import { readIfThere, writeRecord, type Manifest } from '#site/publish/manifest.ts'
import { count } from '#site/publish/sentence.ts'

/** Brings a folder that `buildSite` has made to a host. */

/** What the environment says of each kind of host: secrets stand in no command line. */
const variables = {
  azure: { pages: 'TILBUD_AZURE_PAGES', standing: 'TILBUD_AZURE_STANDING' },
  webdav: { address: 'TILBUD_WEBDAV_ADDRESS', user: 'TILBUD_WEBDAV_USER', secret: 'TILBUD_WEBDAV_PASSWORD' },
  git: {
    address: 'TILBUD_GIT_ADDRESS',
    branch: 'TILBUD_GIT_BRANCH',
    folder: 'TILBUD_GIT_FOLDER',
    user: 'TILBUD_GIT_USER',
    secret: 'TILBUD_GIT_TOKEN',
  },
  cloudflare: {
    account: 'TILBUD_CLOUDFLARE_ACCOUNT',
    script: 'TILBUD_CLOUDFLARE_SCRIPT',
    secret: 'TILBUD_CLOUDFLARE_TOKEN',
  },
} as const satisfies Record<HostKind, Readonly<Record<string, string>>>

type Environment = Readonly<Record<string, string | undefined>>

/** A host that pages can be brought to. */
type Host = Readonly<{
  kind: HostKind
  /** Tells it from others of its kind, and is no secret. */
  place: string
  /** @param siteAddress where customers read what lies there */
  open: (siteAddress: string) => Promise<Target>
}>

const isHostKind = (name: string): name is HostKind => (hostKinds as readonly string[]).includes(name)

/** The host that the environment describes, or the variable that is wrong. */
function hostIn(kind: HostKind, environment: Environment): Host | Readonly<{ wrong: string }> {
  const names: Readonly<Record<string, string>> = variables[kind]
  const said = Object.fromEntries(
    Object.entries(names).map(([field, name]) => [field, environment[name] ?? '']),
  )
  const wrong = (field: string | null | undefined) => ({ wrong: names[field ?? ''] ?? kind })
  if (kind === 'azure') {
    const grants = v.safeParse(azureSecretSchema, { ...said, take: said.pages })
    if (!grants.success) return wrong(v.getDotPath(grants.issues[0]))
    const { origin, pathname } = new URL(grants.output.pages)
    const open = async (siteAddress: string) => azureTarget(grants.output, basePath(siteAddress))
    return { kind, place: origin + pathname, open }
  }
  const settings = v.safeParse(hostSettingsSchema, { kind, ...said })
  if (!settings.success) return wrong(v.getDotPath(settings.issues[0]))
  // Cleaned, because build machines like to end it with a line break.
  const secret = v.safeParse(hostSecretSchema, said.secret)
  if (!secret.success) return wrong('secret')
  return {
    kind,
    place: JSON.stringify(settings.output),
    open: (siteAddress) => targetOf(settings.output, secret.output, siteAddress),
  }
}

type Built = Readonly<{ publication: string; out: string; record: string; siteAddress: string }>

/** What the folder holds for a kind of host, as it is told. */
export async function sourceOf({ publication, out, record }: Built, kind: HostKind): Promise<Source> {
  const manifest = JSON.parse(await readFile(record, 'utf8')) as Manifest
  const { workspace, number, pages, shared, drawnFrom } = manifest
  return {
    workspace,
    number,
    digest: digestOf(await readFile(publication)),
    marks: filesFor(
      kind,
      new Map([
        ...pages.map(([row, folder]) => [pageFile(folder), pageMark(drawnFrom, row)] as const),
        ...Object.entries(shared),
      ]),
    ),
    async *draw(paths) {
      for (const path of paths) yield { path, bytes: new Uint8Array(await readFile(join(out, path))) }
    },
  }
}

const digestOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** Where what lies on a host is kept: beside the record of the run, since it lists every code as well. */
const keptFile = (record: string, { kind, place }: Host) =>
  `${record}.${kind}-${digestOf(place).slice(0, 8)}.json`

type KeptFile = Readonly<{ digest: string; held: (readonly [path: string, file: HeldFile])[] }>

/** What was kept of the last run against a host; null when nothing can be read. */
function readKept(path: string): Kept | null {
  try {
    const { digest, held } = JSON.parse(readIfThere(path) ?? '') as KeptFile
    return { digest, held: new Map(held) }
  } catch {
    return null
  }
}

const writeKept = (path: string, { digest, held }: Kept): void =>
  writeRecord(path, JSON.stringify({ digest, held: [...held] } satisfies KeptFile))

/** What a run leaves a host as it is for, in a sentence; which `--force` may overrule. */
class Refused extends Error {}

/** The host, which refuses to lose pages before anything is changed there: the folder's record tells of them only where it was kept. */
function withoutLoss(target: Target, { marks }: Source, siteAddress: string): Target {
  let hasOurs = false
  return {
    ...target,
    find: async () => {
      const found = await target.find()
      hasOurs = found !== null
      return found
    },
    list: async (known) => {
      const held = await target.list(known)
      const lost = [...held.keys()].filter((path) => isPage(path) && !marks.has(path)).length
      if (hasOurs && lost)
        throw new Refused(
          `${count(lost, 'page')} would vanish from ${siteAddress}. Nothing was changed there.`,
        )
      return held
    },
  }
}

/** What the command says where the screens name another remedy. */
const own: Partial<Record<Problem['code'], string>> = {
  hostRefused:
    '{host} refused access ({status}). The password, token or grant in the environment may be wrong, taken back or out of date.',
  hostTaken:
    'Somebody else has published there, or something newer than this publication. Nothing was changed there.',
  hostForeign:
    'Other files are in the way, for example {path}. Nothing was changed there. Choose an empty folder or a branch of its own.',
  hostNotLive:
    '{address} does not show the new page yet. Some hosts need a few minutes. Is this the address of the place that the environment names?',
}

/** A problem in words. */
function sentenceOf({ code, detail }: Problem): string {
  const sentence = own[code] ?? problems[`problem.${code}` as keyof typeof problems] ?? code
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''))
}

/** Whether `--force` would do it all the same. A branch with somebody's own work is never replaced. */
const mayForce = (error: Problem | Refused, kind: HostKind): boolean =>
  error instanceof Refused || error.code === 'hostTaken' || (error.code === 'hostForeign' && kind !== 'git')

/**
 * Brings a built folder to a host, and waits until customers can read it there.
 *
 * @param force replaces what others have put there, and takes away pages that the publication lacks
 * @returns what was done, in a sentence
 * @throws Problem of the host, Refused
 */
async function bringToHost(host: Host, built: Built, force: boolean): Promise<string> {
  const { siteAddress } = built
  const file = keptFile(built.record, host)
  const source = await sourceOf(built, host.kind)
  const target = await host.open(siteAddress)
  const { put, removed, files } = await publishTo(
    force ? target : withoutLoss(target, source, siteAddress),
    source,
    {
      kept: readKept(file),
      keep: async (kept) => writeKept(file, kept),
      isOurs: ({ workspace, number, digest }) =>
        workspace === source.workspace && (number < source.number || digest === source.digest),
      mayReplace: force,
      verify: (samples) => waitUntilShown(siteAddress, samples, { patience: patienceWith(host.kind) }),
    },
  )
  const gone = removed.length ? `, ${count(removed.length, 'file')} taken away` : ''
  return `${count(files, 'file')} at ${siteAddress}, ${put.length} of them put there now${gone}.`
}

/**
 * What `--to` asks for.
 *
 * @returns what brings a built folder there, says what came of it and gives the code to exit with; null when something is missing, which it has said
 */
export function bringSite(
  name: string,
  environment: Environment,
): ((built: Built, force: boolean) => Promise<number>) | null {
  if (!isHostKind(name)) {
    console.error(`--to ${name}: there is no such host. Choose one of ${hostKinds.join(', ')}.`)
    return null
  }
  const host = hostIn(name, environment)
  if ('wrong' in host) {
    console.error(
      `--to ${name}: the environment variable ${host.wrong} is missing, or is not what it should be.`,
    )
    return null
  }
  return async (built, force) => {
    try {
      console.log(await bringToHost(host, built, force))
      return 0
    } catch (error) {
      if (!(error instanceof Problem || error instanceof Refused)) throw error
      console.error(error instanceof Problem ? sentenceOf(error) : error.message)
      if (!force && mayForce(error, name)) console.error('If this is what you want, say so with --force.')
      return 1
    }
  }
}
