import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  hostAspects,
  hostClaims,
  hostFacts,
  hostIds,
  hostSources,
  type HostFact,
  type HostSource,
} from '#core/catalog/hosts.ts'
import { hosting } from '#core/locale/screens/en/hosting.ts'
import { root } from '#scripts/paths.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const records = readdirSync(join(root, 'docs/adr'))
  .filter((file) => file !== 'README.md')
  .sort()

/** What stands on top of a record; throws where it does not. */
function headOf(file: string): { number: number; title: string; status: string; date: string } {
  const [, number, title, status, date] =
    /^# (\d+)\. (.+)\n\n- Status: (.+)\n- Date: (\d{4}-\d\d-\d\d)\n\n## /.exec(read(`docs/adr/${file}`)) ?? []
  if (!number) throw new Error(`${file} does not begin with number, title, status and date.`)
  return { number: Number(number), title: title!, status: status!, date: date! }
}

describe('records of decisions', () => {
  it('are numbered without a gap, as their files are', () => {
    expect(records.map((file) => headOf(file).number)).toEqual(records.map((_, index) => index + 1))
    expect(records.map((file) => Number(file.slice(0, 4)))).toEqual(records.map((_, index) => index + 1))
  })
  it.each(records)('%s has a status, a day that was, and the headings in order', (file) => {
    const { status, date } = headOf(file)
    expect(status).toMatch(/^(proposed|accepted|superseded by \d+)$/)
    expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
    const headings = [...read(`docs/adr/${file}`).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings.filter((heading) => heading !== 'Options')).toEqual([
      'Context',
      'Decision',
      'Consequences',
    ])
    if (headings.includes('Options')) expect(headings[1]).toBe('Options')
  })
  it('are listed in the index, each with what stands on top of it', () => {
    const rows = [
      ...read('docs/adr/README.md').matchAll(/^\| (\d+) +\| \[(.+)\]\((.+)\) +\| (.+?) +\| (\S+) \|$/gm),
    ].map(([, number, title, file, status, date]) => ({ number: Number(number), title, file, status, date }))
    expect(rows).toEqual(records.map((file) => ({ ...headOf(file), file })))
  })
})

describe('the comparison of hosts', () => {
  const source = (id: HostSource) =>
    ` [(${Object.keys(hostSources).indexOf(id) + 1})](${hostSources[id].url})`
  const cell = ([claim, from]: HostFact) => hosting[`compare.is.${claim}`] + (from ? source(from) : '')
  const rows = [
    ['Host', 'How', ...hostAspects.map((aspect) => hosting[`compare.${aspect}`])],
    ...hostFacts.map((host) => [
      hosting[`compare.host.${host.id}`],
      hosting[`compare.way.${host.way}`],
      ...hostAspects.map((aspect) => cell(host[aspect])),
    ]),
  ]
  it('is in the documentation what it is in the dashboard', () => {
    const table = /\| Host +\|[\s\S]*?\n\n/.exec(read('docs/hosting.md'))![0].trim().split('\n')
    const cells = table.map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((each) => each.trim()),
    )
    expect(cells.filter(([first]) => !/^-+$/.test(first!))).toEqual(rows)
  })
  it('says everything of some host, and names no source for nothing', () => {
    const facts = hostFacts.flatMap((host) => hostAspects.map((aspect) => host[aspect]))
    expect(new Set(facts.map(([claim]) => claim))).toEqual(new Set(hostClaims))
    expect(new Set(facts.flatMap(([, from]) => from ?? []))).toEqual(new Set(Object.keys(hostSources)))
    expect(hostFacts.map(({ id }) => id)).toEqual(hostIds)
  })
})

describe('documents', () => {
  const documents = [
    ...readdirSync(root).filter((file) => file.endsWith('.md')),
    ...readdirSync(join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
    ...[...records, 'README.md'].map((file) => `docs/adr/${file}`),
  ]
  it('link to files that are there', () => {
    const missing = documents.flatMap((document) =>
      [...read(document).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
        .map(([, target]) => target!)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !existsSync(join(root, dirname(document), target)))
        .map((target) => `${document}: ${target}`),
    )
    expect(missing).toEqual([])
  })
  it('name commands and files that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const told = documents.filter((document) => document !== 'CHANGELOG.md')
    const commands = told.flatMap((document) =>
      [...read(document).matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => `${document}: ${name}`),
    )
    expect(commands.filter((each) => !scripts[each.split(': ')[1]!])).toEqual([])
    // A path that is put together of a placeholder, as `core/locale/page/TAG.ts`, is none.
    const paths = told.flatMap((document) =>
      [...read(document).matchAll(/`((?:core|extension|site|scripts|test|docs)\/[\w./-]+)`/g)]
        .map(([, path]) => path!)
        .filter((path) => !/[A-Z]{3}/.test(path) && !existsSync(join(root, path)))
        .map((path) => `${document}: ${path}`),
    )
    expect(paths).toEqual([])
  })
})
