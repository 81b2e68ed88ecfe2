import { execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { readPublication } from '#core/publication/read.ts'
import { needHugo } from '#scripts/hugo.ts'
import { root } from '#scripts/paths.ts'
import { needRenderer } from '#site/renderer/compile.ts'
import { rounded, type Bench, type Figure } from '#test/bench/bench.ts'
import { rows } from '#test/bench/peers/rows.ts'
import { viewsOf, type View } from '#test/bench/peers/view.ts'

/**
 * Publishing beside other generators: all pages, and one changed offer, each
 * from a cold process, in alternation, on the same disk. Peers draw from views
 * whose texts are ready; see test/bench/peers/view.ts.
 *
 * `--offers N` (10000), `--rounds N` (3), `--dir FOLDER` (`.cache/bench`), `--without astro,hugo`
 */

const peers = join(root, 'test/bench/peers')

type Peer = Readonly<{
  /** Command and arguments of a whole run. */
  command: (change: boolean) => readonly string[]
  /** Where its pages lie afterwards. */
  out: string
  cwd: string
  /** Brings its source to the one state or the other, where that is more than another argument; not timed. */
  prepare?: (change: boolean) => void
}>

type Run = Readonly<{ seconds: number; megabytes: number }>

/** Runs a command to its end. Memory is the most that its process ever had resident, as Linux counts it. */
function run(command: readonly string[], cwd: string): Promise<Run> {
  const [program, ...args] = command
  const start = performance.now()
  const child = spawn(program!, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=8192' },
  })
  let [megabytes, errors] = [0, '']
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()))
  const watch = setInterval(() => {
    try {
      const most =
        Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1000
      megabytes = Math.max(megabytes, most)
    } catch {
      // It has ended.
    }
  }, 20)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      clearInterval(watch)
      if (code === 0) resolve({ seconds: (performance.now() - start) / 1000, megabytes })
      else reject(new Error(`${command.join(' ')} ended with ${code}: ${errors.slice(-2000)}`))
    })
  })
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** The publication with one open purchase offer's message changed, under the next number. */
async function changed(text: string): Promise<string> {
  const lines = text
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          t: string
          state?: string
          hash?: string
          binding?: { terms: { kind: string; message: string } }
        },
    )
  const line = lines.find(
    ({ t, state, binding }) => t === 'offer' && state === 'open' && binding?.terms.kind === 'purchase',
  )!
  line.binding!.terms.message = changedText
  line.hash = await hashOf(line.binding!)
  return `${lines.map((each) => JSON.stringify(each.t === 'publication' ? { ...each, number: 2 } : each)).join('\n')}\n`
}

const changedText = 'This text was changed.'

/** Writes the views of a publication. @returns how many, and the one whose message was changed */
async function writeViews(text: string, file: string): Promise<{ pages: number; changed: View | null }> {
  const read = await readPublication(text)
  if (!read.ok) throw new Error('The publication has faults.')
  const target = openSync(file, 'w')
  let [pages, found] = [0, null as View | null]
  for (const view of viewsOf(read.publication)) {
    writeSync(target, `${JSON.stringify(view)}\n`)
    pages++
    if (view.paragraphs[0] === changedText) found = view
  }
  closeSync(target)
  return { pages, changed: found }
}

/** Eleventy with its packages, installed for this measurement alone. */
function eleventy(folder: string): string {
  const installed = join(folder, 'eleventy')
  const program = join(installed, 'node_modules/@11ty/eleventy/cmd.cjs')
  if (!existsSync(program)) {
    mkdirSync(installed, { recursive: true })
    // Its own pin of this package is not to be had everywhere.
    writeFileSync(
      join(installed, 'package.json'),
      JSON.stringify({
        private: true,
        type: 'module',
        dependencies: { '@11ty/eleventy': '3.1.8' },
        overrides: { '@11ty/recursive-copy': '^4.0.2' },
      }),
    )
    execFileSync('npm', ['install', '--ignore-scripts', '--no-package-lock', '--silent'], {
      cwd: installed,
      stdio: 'inherit',
    })
  }
  return program
}

const countPages = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter((file) =>
    /^\d+[\\/][^\\/]+[\\/]index\.html$/.test(String(file)),
  ).length

export const bench: Bench = async ({ offers = '10000', rounds = '3', dir, without = '' }) => {
  const folder = typeof dir === 'string' ? dir : join(root, '.cache/bench')
  const left = String(without).split(',')
  rmSync(join(folder, 'work'), { recursive: true, force: true })
  const work = join(folder, 'work')
  mkdirSync(work, { recursive: true })
  await needRenderer()

  // The same input for all: the file for ours, the views for the others, as JSON lines.
  const text = await examplePublication(Number(offers), '2026-11-02')
  const source = (change: boolean, ending: string) => join(work, `${change ? 'b' : 'a'}.${ending}`)
  writeFileSync(source(false, 'publication'), text)
  writeFileSync(source(true, 'publication'), await changed(text))
  const { pages } = await writeViews(text, source(false, 'views'))
  const view = (await writeViews(await changed(text), source(true, 'views'))).changed!
  const node = process.execPath
  const file = (change: boolean) => source(change, 'publication')
  const views = (change: boolean) => source(change, 'views')
  const out = (name: string) => join(work, name, 'out')

  const all: Record<string, Peer> = {
    tilbud: {
      cwd: root,
      out: out('tilbud'),
      command: (change) => [
        node,
        'scripts/site.ts',
        '--publication',
        file(change),
        '--out',
        out('tilbud'),
        ...(change ? [] : ['--force']),
      ],
    },
    plain: {
      cwd: peers,
      out: out('plain'),
      command: (change) => [node, 'plain.ts', views(change), out('plain')],
    },
  }
  if (!left.includes('astro'))
    all.astro = {
      cwd: root,
      out: out('astro'),
      command: (change) => [node, 'test/bench/peers/astro.ts', file(change), out('astro')],
    }
  if (!left.includes('eleventy')) {
    const project = join(work, 'eleventy')
    mkdirSync(join(project, '_data'), { recursive: true })
    for (const each of ['template.ts', 'rows.ts']) copyFileSync(join(peers, each), join(project, each))
    writeFileSync(
      join(project, '_data/views.js'),
      "import { rows } from '../rows.ts'\nexport default () => [...rows(process.env.VIEWS)]\n",
    )
    writeFileSync(join(project, 'package.json'), '{"type":"module"}')
    writeFileSync(
      join(project, 'page.11ty.js'),
      "import { page } from './template.ts'\nexport const data = { pagination: { data: 'views', size: 1, alias: 'v' }, permalink: ({ v }) => `${v.folder}/index.html` }\nexport const render = ({ v }) => page(v)\n",
    )
    const program = eleventy(folder)
    all.eleventy = {
      cwd: project,
      out: out('eleventy'),
      command: (change) => [
        'env',
        `VIEWS=${views(change)}`,
        node,
        program,
        '--quiet',
        `--output=${out('eleventy')}`,
      ],
    }
  }
  if (!left.includes('hugo')) {
    const project = join(work, 'hugo')
    mkdirSync(join(project, 'content'), { recursive: true })
    mkdirSync(join(project, 'layouts/_default'), { recursive: true })
    copyFileSync(join(peers, 'hugo.html'), join(project, 'layouts/_default/single.html'))
    writeFileSync(
      join(project, 'hugo.json'),
      JSON.stringify({
        baseURL: 'https://example.org/',
        disableKinds: ['home', 'taxonomy', 'term', 'section', 'RSS', 'sitemap', 'robotsTXT', '404'],
        timeout: '600s',
      }),
    )
    const write = (each: View) =>
      writeFileSync(
        join(project, 'content', `${each.folder.replace('/', '-')}.md`),
        `${JSON.stringify({ url: `/${each.folder}/`, v: each })}\n`,
      )
    for (const each of rows(views(false))) write(each)
    const original = [...rows(views(false))].find((each) => each.folder === view.folder)!
    const program = needHugo()
    all.hugo = {
      cwd: project,
      out: out('hugo'),
      prepare: (change) => write(change ? view : original),
      command: () => [program, '--quiet', '--config', 'hugo.json', '--destination', out('hugo')],
    }
  }

  const full = new Map<string, Run[]>()
  const one = new Map<string, Run[]>()
  const measure = async (into: Map<string, Run[]>, name: string, change: boolean) => {
    const { command, cwd, prepare } = all[name]!
    prepare?.(change)
    into.set(name, [...(into.get(name) ?? []), await run(command(change), cwd)])
  }
  for (let round = 0; round < Number(rounds); round++) {
    for (const name of Object.keys(all)) {
      rmSync(all[name]!.out, { recursive: true, force: true })
      await measure(full, name, false)
      if (name === 'plain' || name === 'astro') continue
      await measure(one, name, true)
    }
  }

  // What was compared is the same: as many pages, and nearly as many bytes.
  for (const [name, { out: written }] of Object.entries(all)) {
    const expected = name === 'tilbud' || name === 'astro' ? Number(offers) : pages
    if (countPages(written) !== expected)
      throw new Error(`${name} wrote ${countPages(written)} pages of ${expected}.`)
  }
  const size = (name: string) => statSync(join(all[name]!.out, view.folder, 'index.html')).size

  const figures: Figure[] = [{ name: 'site.offers', value: Number(offers), unit: 'offers' }]
  const seconds = (runs: readonly Run[]) => middle(runs.map((each) => each.seconds))
  // Whatever else the machine does can only lengthen a run.
  const least = (runs: readonly Run[]) => Math.min(...runs.map((each) => each.seconds))
  for (const [kind, map] of [
    ['full', full],
    ['one', one],
  ] as const)
    for (const [name, runs] of map)
      figures.push(
        { name: `site.${kind}.${name}`, value: rounded(seconds(runs), 3), unit: 's' },
        { name: `site.${kind}.${name}.least`, value: rounded(least(runs), 3), unit: 's' },
      )
  for (const [name, runs] of full)
    figures.push({
      name: `site.memory.${name}`,
      value: Math.round(Math.max(...runs.map((each) => each.megabytes))),
      unit: 'MB',
    })
  for (const name of Object.keys(all))
    figures.push({ name: `site.bytes.${name}`, value: size(name), unit: 'B' })
  for (const [kind, map] of [
    ['full', full],
    ['one', one],
  ] as const)
    for (const [name, runs] of map)
      if (name !== 'tilbud')
        for (const [of, ending] of [
          [seconds, ''],
          [least, '.least'],
        ] as const)
          figures.push({
            name: `site.${kind}.tilbud/${name}${ending}`,
            value: rounded(of(map.get('tilbud')!) / of(runs), 3),
            unit: 'x',
          })
  return figures
}
