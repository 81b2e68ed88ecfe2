import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
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

/** A host that pages can be brought to. @param siteAddress where customers read what lies there */
type Host = Readonly<{ kind: HostKind; open: (siteAddress: string) => Promise<Target> }>

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
    return grants.success
      ? { kind, open: async (siteAddress) => azureTarget(grants.output, basePath(siteAddress)) }
      : wrong(v.getDotPath(grants.issues[0]))
  }
  const { secret = '', ...rest } = said
  const settings = v.safeParse(hostSettingsSchema, { kind, ...rest })
  if (!settings.success) return wrong(v.getDotPath(settings.issues[0]))
  if (!v.is(hostSecretSchema, secret)) return wrong('secret')
  return { kind, open: (siteAddress) => targetOf(settings.output, secret, siteAddress) }
}

type Built = Readonly<{ publication: string; out: string; record: string; siteAddress: string }>

/** What the folder holds, as the host is told. */
async function sourceOf({ publication, out, record }: Built): Promise<Source> {
  const manifest = JSON.parse(await readFile(record, 'utf8')) as Manifest
  const { workspace, number, pages, shared, drawnFrom } = manifest
  return {
    workspace,
    number,
    digest: createHash('sha256')
      .update(await readFile(publication))
      .digest('hex'),
    marks: new Map([
      ...pages.map(([row, folder]) => [pageFile(folder), pageMark(drawnFrom, row)] as const),
      ...Object.entries(shared),
    ]),
    async *draw(paths) {
      for (const path of paths) yield { path, bytes: new Uint8Array(await readFile(join(out, path))) }
    },
  }
}

/** Where what lies on a host is kept: beside the record of the run, since it lists every code as well. */
const keptFile = (record: string, host: string) => `${record}.${host}.json`

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

/** A problem in words. */
function sentenceOf({ code, detail }: Problem): string {
  const sentence = problems[`problem.${code}` as keyof typeof problems] ?? code
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''))
}

/**
 * Brings a built folder to a host, and waits until customers can read it there.
 *
 * @param force replaces what others have put there
 * @returns what was done, in a sentence
 * @throws Problem of the host
 */
async function bringToHost({ kind, open }: Host, built: Built, force: boolean): Promise<string> {
  const file = keptFile(built.record, kind)
  const source = await sourceOf(built)
  const { put, removed, files } = await publishTo(await open(built.siteAddress), source, {
    kept: readKept(file),
    keep: async (kept) => writeKept(file, kept),
    isOurs: ({ workspace, number, digest }) =>
      workspace === source.workspace && (number < source.number || digest === source.digest),
    mayReplace: force,
    verify: (samples) => waitUntilShown(built.siteAddress, samples, { patience: patienceWith(kind) }),
  })
  return `${built.siteAddress} has ${files} files, ${put.length} of them new, and ${removed.length} were taken away.`
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
      if (!(error instanceof Problem)) throw error
      console.error(sentenceOf(error))
      return 1
    }
  }
}
