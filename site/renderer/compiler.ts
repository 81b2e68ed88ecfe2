import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type AstroIntegration } from 'astro'
import type { Plugin } from 'vite'
import type { RendererRecord } from '#core/publication/renderer.ts'
import { root } from '#site/program/program.ts'
import { recordIn } from '#site/renderer/load.ts'
import type { Addresses } from '#site/renderer/runtime.ts'

const renderer = join(root, 'site/renderer')

/** Compiled for whoever calls `render`: no server, no file, no request. */
const adapter: AstroIntegration = {
  name: 'tilbud-renderer',
  hooks: {
    'astro:config:done': ({ setAdapter }) =>
      setAdapter({
        name: 'tilbud-renderer',
        entrypointResolution: 'auto',
        serverEntrypoint: join(renderer, 'entry.ts'),
        supportedAstroFeatures: { serverOutput: 'stable' },
      }),
  },
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const slashed = (path: string) => path.split(sep).join('/')

/** Digest of files by their path and content. */
async function digest(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${slashed(relative(folder, file))}\n`).update(await readFile(file))
  return hash.digest('hex')
}

/** What a path is called in a file, and in an address. */
const spellings = (path: string) => [slashed(path), pathToFileURL(path).pathname]

/** The code without where it was compiled. Astro writes each component's own path into it, and where it was told to build. */
function withoutPlace(code: string, work: string): string {
  const here = [
    ...spellings(work).map((path) => [path, '/out'] as const),
    ...spellings(root).map((path) => [path, '/'] as const),
  ]
  return (
    here
      .reduce((text, [path, name]) => text.replaceAll(path, name), code)
      // The bundler names each module in a comment, as it is found from the folder that the command was called in.
      .replace(/^\/\/ .+(?:\.|@_@)(?:astro|css|[cm]?[jt]s)(?:\?.*)?\n/gm, '')
      // Packages may lie elsewhere.
      .replace(/"(?:\.\.)?\/(?:[^"\n]*?\/)?node_modules\//g, '"/node_modules/')
  )
}

/** Runs with a clean environment: Astro writes values of it whose names occur in the code into the bundle. */
async function withCleanEnvironment<T>(run: () => Promise<T>): Promise<T> {
  const before = { ...process.env }
  // A fixed key, because a random one would stand in the bundle. Nothing is ever encrypted with it.
  const clean = {
    PATH: before.PATH,
    HOME: before.HOME,
    NODE_ENV: 'production',
    ASTRO_TELEMETRY_DISABLED: '1',
    ASTRO_KEY: 'A'.repeat(43) + '=',
  }
  process.env = clean
  try {
    return await run()
  } finally {
    process.env = before
  }
}

/**
 * Compiles the site into a folder: `renderer.js`, one module that is a
 * `Renderer` of core/publication; `client/` with what pages load; `renderer.json`. The same
 * sources give the same bytes, wherever they lie.
 *
 * @param sources the digest of what it is compiled from
 */
export async function compileRenderer(out: string, sources: string): Promise<RendererRecord> {
  await mkdir(join(root, '.cache'), { recursive: true })
  const work = await mkdtemp(join(root, '.cache', 'renderer-'))
  try {
    return await compileIn(work, out, sources)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Notes under which names the scripts of pages are built. */
const noteScripts = (scripts: Record<string, string>): Plugin => ({
  name: 'tilbud-script-names',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk' && file.facadeModuleId?.includes('?astro&type=script'))
        scripts[file.facadeModuleId] = `/${file.fileName}`
  },
})

/** The code with the addresses of what pages load, which are known only after it was made. */
function withAddresses(code: string, addresses: Addresses): string {
  const parts = code.split(/["'`]@addresses@["'`]/)
  if (parts.length !== 2) throw new Error('The compiled site does not have one place for addresses.')
  return parts.join(JSON.stringify(addresses))
}

async function compileIn(work: string, out: string, sources: string): Promise<RendererRecord> {
  const scripts: Record<string, string> = {}
  await withCleanEnvironment(() =>
    build({
      root: join(root, 'site'),
      outDir: join(work, 'built'),
      output: 'server',
      adapter,
      logLevel: 'error',
      vite: {
        logLevel: 'error',
        plugins: [noteScripts(scripts)],
        ssr: { target: 'webworker', noExternal: true },
        resolve: {
          alias: {
            '#site/publication.ts': join(renderer, 'noPublication.ts'),
            'astro/compiler-runtime': join(renderer, 'runtime.ts'),
          },
        },
      },
    }),
  )
  const whole = join(work, 'whole')
  await mkdir(whole)
  await cp(join(work, 'built/client'), join(whole, 'client'), { recursive: true })
  const styles = (await filesBelow(join(whole, 'client')))
    .map((file) => `/${slashed(relative(join(whole, 'client'), file))}`)
    .filter((file) => file.endsWith('.css'))
  const code = await readFile(join(work, 'built/server/entry.mjs'), 'utf8')
  await writeFile(join(whole, 'renderer.js'), withoutPlace(withAddresses(code, { styles, scripts }), work))
  const files = await filesBelow(whole)
  const record: RendererRecord = {
    sources,
    id: await digest(whole, files),
    client: files
      .map((file) => slashed(relative(join(whole, 'client'), file)))
      .filter((file) => !file.startsWith('../')),
  }
  await writeFile(join(whole, 'renderer.json'), `${JSON.stringify(record, null, 1)}\n`)
  await mkdir(dirname(out), { recursive: true })
  const place = () =>
    rename(whole, out).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      return recordIn(out)
    })
  const found = await place()
  // Another process that compiled the same in the meantime may be reading it already.
  if (found === undefined || (found?.sources === record.sources && found.id === record.id)) return record
  await rename(out, join(work, 'old'))
  await place()
  return record
}
