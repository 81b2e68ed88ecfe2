import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { readPublication } from '#core/publication/read.ts'
import { needHugo } from '#scripts/hugo.ts'
import { root } from '#scripts/paths.ts'
import { needRenderer } from '#site/renderer/compile.ts'
import { rounded, type Bench, type Figure } from '#test/bench/bench.ts'
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
  const child = spawn(program!, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=8192' } })
  let [megabytes, errors] = [0, '']
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()))
  const watch = setInterval(() => {
    try {
      megabytes = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1000
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

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** The publication with one open purchase offer's message changed, under the next number. */
async function changed(text: string): Promise<string> {
  const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as { t: string; state?: string; hash?: string; binding?: { terms: { kind: string; message: string } } })
  const line = lines.find(({ t, state, binding }) => t === 'offer' && state === 'open' && binding?.terms.kind === 'purchase')!
  line.binding!.terms.message = 'This text was changed.'
  line.hash = await hashOf(line.binding!)
  return `${lines.map((each) => JSON.stringify(each.t === 'publication' ? { ...each, number: 2 } : each)).join('\n')}\n`
}

/** Eleventy with its packages, installed for this measurement alone. */
function eleventy(folder: string): string {
  const installed = join(folder, 'eleventy')
  const program = join(installed, 'node_modules/@11ty/eleventy/cmd.cjs')
  if (!existsSync(program)) {
    mkdirSync(installed, { recursive: true })
    // Its own pin of this package is not to be had everywhere.
    writeFileSync(join(installed, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: { '@11ty/eleventy': '3.1.8' }, overrides: { '@11ty/recursive-copy': '^4.0.2' } }))
    execFileSync('npm', ['install', '--ignore-scripts', '--no-package-lock', '--silent'], { cwd: installed, stdio: 'inherit' })
  }
  return program
}

const countPages = (folder: string) => readdirSync(folder, { recursive: true }).filter((file) => /^\d+[\\/][^\\/]+[\\/]index\.html$/.test(String(file))).length

export const bench: Bench = async ({ offers = '10000', rounds = '3', dir, without = '' }) => {
  const folder = typeof dir === 'string' ? dir : join(root, '.cache/bench')
  const left = String(without).split(',')
  rmSync(join(folder, 'work'), { recursive: true, force: true })
  const work = join(folder, 'work')
  mkdirSync(work, { recursive: true })
  await needRenderer()

  // The same input for all: the file for ours, the views for the others.
  const text = await examplePublication(Number(offers), '2026-11-02')
  const files = [join(work, 'a.jsonl'), join(work, 'b.jsonl')] as const
  const views: [View[], View[]] = [[], []]
  for (const [index, each] of [text, await changed(text)].entries()) {
    writeFileSync(files[index]!, each)
    const read = await readPublication(each)
    if (!read.ok) throw new Error('The publication has faults.')
    views[index] = viewsOf(read.publication)
    writeFileSync(join(work, `${index ? 'b' : 'a'}.json`), JSON.stringify(views[index]))
  }
  const at = views[0].findIndex((view, index) => view.offer !== views[1][index]!.offer)
  const node = process.execPath
  const file = (change: boolean) => files[change ? 1 : 0]
  const json = (change: boolean) => join(work, change ? 'b.json' : 'a.json')
  const out = (name: string) => join(work, name, 'out')

  const all: Record<string, Peer> = {
    tilbud: { cwd: root, out: out('tilbud'), command: (change) => [node, 'scripts/site.ts', '--publication', file(change), '--out', out('tilbud'), ...(change ? [] : ['--force'])] },
    plain: { cwd: peers, out: out('plain'), command: (change) => [node, 'plain.js', json(change), out('plain')] },
  }
  if (!left.includes('astro')) all.astro = { cwd: root, out: out('astro'), command: (change) => [node, 'test/bench/peers/astro.ts', file(change), out('astro')] }
  if (!left.includes('eleventy')) {
    const source = join(work, 'eleventy')
    mkdirSync(join(source, '_data'), { recursive: true })
    copyFileSync(join(peers, 'template.js'), join(source, 'template.js'))
    writeFileSync(join(source, 'package.json'), '{"type":"module"}')
    writeFileSync(
      join(source, 'page.11ty.js'),
      "import { page } from './template.js'\nexport const data = { pagination: { data: 'views', size: 1, alias: 'v' }, permalink: ({ v }) => `${v.folder}/index.html` }\nexport const render = ({ v }) => page(v)\n",
    )
    const program = eleventy(folder)
    all.eleventy = {
      cwd: source,
      out: out('eleventy'),
      prepare: (change) => copyFileSync(json(change), join(source, '_data/views.json')),
      command: () => [node, program, '--quiet', `--output=${out('eleventy')}`],
    }
  }
  if (!left.includes('hugo')) {
    const source = join(work, 'hugo')
    mkdirSync(join(source, 'content'), { recursive: true })
    mkdirSync(join(source, 'layouts/_default'), { recursive: true })
    copyFileSync(join(peers, 'hugo.html'), join(source, 'layouts/_default/single.html'))
    writeFileSync(join(source, 'hugo.json'), JSON.stringify({ baseURL: 'https://example.org/', disableKinds: ['home', 'taxonomy', 'term', 'section', 'RSS', 'sitemap', 'robotsTXT', '404'], timeout: '600s' }))
    const write = (view: View) => {
      const content = join(source, 'content', `${view.folder.replace('/', '-')}.md`)
      writeFileSync(content, `${JSON.stringify({ url: `/${view.folder}/`, v: view })}\n`)
    }
    for (const view of views[0]) write(view)
    const program = needHugo()
    all.hugo = {
      cwd: source,
      out: out('hugo'),
      prepare: (change) => write(views[change ? 1 : 0][at]!),
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
  for (const [name, { out: pages }] of Object.entries(all)) {
    const expected = name === 'tilbud' || name === 'astro' ? Number(offers) : views[0].length
    if (countPages(pages) !== expected) throw new Error(`${name} wrote ${countPages(pages)} pages of ${expected}.`)
  }
  const size = (name: string) => statSync(join(all[name]!.out, views[0][at]!.folder, 'index.html')).size

  const figures: Figure[] = [{ name: 'site.offers', value: Number(offers), unit: 'offers' }]
  const seconds = (runs: readonly Run[]) => middle(runs.map((each) => each.seconds))
  for (const [name, runs] of full) figures.push({ name: `site.full.${name}`, value: rounded(seconds(runs)), unit: 's' })
  for (const [name, runs] of one) figures.push({ name: `site.one.${name}`, value: rounded(seconds(runs), 3), unit: 's' })
  for (const [name, runs] of full) figures.push({ name: `site.memory.${name}`, value: Math.round(Math.max(...runs.map((each) => each.megabytes))), unit: 'MB' })
  for (const name of Object.keys(all)) figures.push({ name: `site.bytes.${name}`, value: size(name), unit: 'B' })
  const ratio = (map: Map<string, Run[]>, other: string) => rounded(seconds(map.get('tilbud')!) / seconds(map.get(other)!), 3)
  for (const name of full.keys()) if (name !== 'tilbud') figures.push({ name: `site.full.tilbud/${name}`, value: ratio(full, name), unit: 'x' })
  for (const name of one.keys()) if (name !== 'tilbud') figures.push({ name: `site.one.tilbud/${name}`, value: ratio(one, name), unit: 'x' })
  return figures
}
