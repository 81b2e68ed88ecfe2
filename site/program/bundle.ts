import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Writes a file that may be missing, but never half. What cannot be kept is found out again by the next run. */
export function keep(file: string, content: string): void {
  const part = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(part, content)
    renameSync(part, file)
  } catch {
    rmSync(part, { force: true })
  }
}

/** Bundles the command and its threads into a folder, and takes those of other sources away. @param root the project's folder */
export async function bundleProgram(root: string, folder: string): Promise<void> {
  const cache = dirname(folder)
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, 'bundling-'))
  try {
    const { build } = await import('vite')
    await build({
      configFile: false,
      root,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: join(work, 'program'),
        rolldownOptions: {
          input: [join(root, 'scripts/siteCommand.ts'), join(root, 'site/publish/worker.ts')],
          external: ['astro', 'vite'],
          // All in one folder: each finds the project from where it lies (site/program/program.ts).
          output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      },
    })
    renameSync(join(work, 'program'), folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Another process was quicker with the same.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    const isOld = name.startsWith('program-') && name !== basename(folder)
    // What a process that was killed has left.
    const isLeft = name.startsWith('bundling-') && statSync(path).mtimeMs < Date.now() - 3_600_000
    if (isOld || isLeft) rmSync(path, { recursive: true, force: true })
  }
}
