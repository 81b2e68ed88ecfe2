import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#scripts/paths.ts'

/**
 * Installs packages beside the project that only one script or test needs, in
 * exact versions.
 *
 * @param name of their folder in .cache
 * @param told what is said while they are installed
 * @returns the folder of their node_modules
 */
export async function needTools(
  name: string,
  packages: Readonly<Record<string, string>>,
  told: string,
): Promise<string> {
  const versions = Object.values(packages).join('-')
  const folder = join(root, '.cache', `${name}-${versions}`)
  const modules = join(folder, 'node_modules')
  if (existsSync(modules)) return modules
  console.log(`Installing ${told} …`)
  await mkdir(join(root, '.cache'), { recursive: true })
  // Whole or not at all, whoever else is at it.
  const made = await mkdtemp(`${folder}.`)
  await writeFile(join(made, 'package.json'), JSON.stringify({ private: true, dependencies: packages }))
  execFileSync('npm', ['install', '--ignore-scripts', '--no-package-lock', '--loglevel=error'], {
    cwd: made,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  await rename(made, folder).catch(() => rm(made, { recursive: true, force: true }))
  return modules
}
