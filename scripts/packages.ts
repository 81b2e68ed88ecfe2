import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { billOfMaterials, type Lock } from '#scripts/bill.ts'
import { targets } from '#scripts/extension.ts'
import { root } from '#scripts/paths.ts'
import { filesBelow, zipOf, type Files } from '#scripts/zip.ts'

/** Where the packages lie: dist/packages. */
export const packagesFolder = join(root, 'dist/packages')

/** What it takes to build the extension, and nothing else: no tests, no pictures. */
const sourceFolders = ['core', 'extension', 'scripts', 'site'] as const
const sourceFiles = [
  '.npmrc',
  'LICENSE',
  'docs/reviewers.md',
  'manifest.json',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
] as const

const textOf = (path: string) => readFile(join(root, path), 'utf8')

/** What every package's name begins with. @throws Error when manifest and package are of different versions */
export async function packageName(): Promise<string> {
  const { name, version } = JSON.parse(await textOf('package.json'))
  const manifest = JSON.parse(await textOf('manifest.json'))
  if (manifest.version !== version)
    throw new Error(`package.json says version ${version}, manifest.json ${manifest.version}.`)
  return `${name}-${version}`
}

/** The sources as a reviewer gets them: in one folder, with the reviewers' own README on top. They pack themselves again. */
export async function sourcesOf(name: string): Promise<Files> {
  const files = new Map<string, Uint8Array>()
  const add = (path: string, content: Uint8Array) => files.set(`${name}/${path}`, content)
  for (const folder of sourceFolders)
    for (const [path, content] of await filesBelow(join(root, folder))) add(`${folder}/${path}`, content)
  for (const path of sourceFiles) add(path, new Uint8Array(await readFile(join(root, path))))
  add('README.md', new Uint8Array(await readFile(join(root, 'docs/reviewers.md'))))
  return files
}

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

/** Packs what `buildExtension` wrote into dist, the sources and the bill of materials, with their checksums. @returns the names of the files */
export async function writePackages(): Promise<string[]> {
  const name = await packageName()
  const lock = JSON.parse(await textOf('package-lock.json')) as Lock
  const { description } = JSON.parse(await textOf('package.json'))
  const made = new Map<string, Uint8Array>()
  for (const target of targets)
    made.set(`${name}-${target}.zip`, zipOf(await filesBelow(join(root, 'dist', target))))
  made.set(`${name}-source.zip`, zipOf(await sourcesOf(name)))
  made.set(
    `${name}.cdx.json`,
    Buffer.from(`${JSON.stringify(billOfMaterials(lock, description), null, 2)}\n`),
  )
  const sums = [...made].map(([file, content]) => `${digest(content)}  ${file}\n`).join('')
  made.set('SHA256SUMS', Buffer.from(sums))

  await rm(packagesFolder, { recursive: true, force: true })
  await mkdir(packagesFolder, { recursive: true })
  for (const [file, content] of made) await writeFile(join(packagesFolder, file), content)
  return [...made.keys()]
}
