import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { packageName } from '#scripts/packages.ts'
import { root } from '#scripts/paths.ts'

/**
 * `npm run reproduce`: proves that anybody gets the same packages. Two clean
 * clones of the last commit in different folders, and the sources that the
 * first one packed, are each built by `npm run package`, with packages
 * installed anew; every file of the three must be the same to the byte.
 */

const folder = await mkdtemp(join(tmpdir(), 'tilbud-reproduce-'))

function packIn(place: string): void {
  console.log(`npm run package in ${place}`)
  execFileSync('npm', ['run', '--silent', 'package'], { cwd: place, stdio: 'inherit' })
}

async function digestsIn(place: string): Promise<Record<string, string>> {
  const packages = join(place, 'dist/packages')
  const names = (await readdir(packages)).sort()
  const digest = async (name: string) =>
    createHash('sha256')
      .update(await readFile(join(packages, name)))
      .digest('hex')
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await digest(name)] as const)))
}

async function unpack(zip: string, place: string): Promise<void> {
  for (const [path, content] of Object.entries(unzipSync(new Uint8Array(await readFile(zip))))) {
    await mkdir(dirname(join(place, path)), { recursive: true })
    await writeFile(join(place, path), content)
  }
}

try {
  const name = await packageName()
  const places = [join(folder, 'one'), join(folder, 'another/folder with a longer name')]
  for (const place of places) {
    execFileSync('git', ['clone', '--quiet', root, place], { stdio: 'inherit' })
    packIn(place)
  }
  await unpack(join(places[0]!, `dist/packages/${name}-source.zip`), join(folder, 'unpacked'))
  places.push(join(folder, 'unpacked', name))
  packIn(places[2]!)

  const [first, ...others] = await Promise.all(places.map(digestsIn))
  const different = Object.keys(first!).filter((file) => others.some((each) => each[file] !== first![file]))
  for (const [file, digest] of Object.entries(first!))
    console.log(`${different.includes(file) ? '✗' : '✓'} ${digest}  ${file}`)
  console.log(`${Object.keys(first!).length - different.length} passed, ${different.length} failed`)
  process.exitCode = different.length ? 1 : 0
} finally {
  await rm(folder, { recursive: true, force: true })
}
