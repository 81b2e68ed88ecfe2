import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { convertToTsx } from '@astrojs/astro2tsx'
import { root } from '#scripts/paths.ts'

/**
 * Writes every .astro file of the site as TypeScript into .check/, where tsc
 * can read it: `astro check` does not work with TypeScript 7 yet.
 *
 * @returns the folder, with a tsconfig.json for tsc
 */
export async function writeAstroTypes(): Promise<string> {
  const folder = join(root, '.check')
  await rm(folder, { recursive: true, force: true })
  const files = (await readdir(join(root, 'site'), { recursive: true })).filter((file) =>
    /[\w\]]\.astro$/.test(file),
  )
  for (const file of files) {
    const source = await readFile(join(root, 'site', file), 'utf8')
    const target = join(folder, 'site', `${file}.tsx`)
    const { code, scripts } = convertToTsx(source, { filename: join(root, 'site', file), ambientTypes: true })
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, code)
    for (const [index, script] of scripts.entries()) {
      const kind: string = script.type
      if (kind === 'processed-module')
        await writeFile(target.replace(/\.tsx$/, `.${index}.ts`), script.content)
    }
  }
  const config = {
    extends: '../tsconfig.json',
    compilerOptions: {
      jsx: 'preserve',
      jsxImportSource: 'astro',
      types: ['astro/client', 'node'],
      paths: { '#site/*.astro': ['./site/*.astro.tsx'] },
      noUnusedLocals: false,
    },
    include: ['./site'],
    exclude: [],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  return folder
}
