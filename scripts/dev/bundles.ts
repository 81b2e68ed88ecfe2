import { dirname, join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { stampHere } from '#extension/dev/stamp.ts'
import { bundleBackground, bundlePages } from '#scripts/extension.ts'
import { root } from '#scripts/paths.ts'

/** Files by their path from the extension's folder. */
export type Files = Map<string, Buffer>

const makers = [bundleBackground, bundlePages] as const
type Maker = (typeof makers)[number]

/** What was made last, and the ids of the modules that it was made of. */
type Bundle = Readonly<{ files: Files; modules: ReadonlySet<string> }>

const workerAddress = /new URL\('(.+?)', import\.meta\.url\)(?=, \{ type: 'module' \})/

/** What only `npm run dev` puts into a bundle. @param modules gets the ids of its modules */
const client = (modules: Set<string>): Plugin => ({
  name: 'tilbud-dev',
  enforce: 'pre',
  transform(code, id) {
    // What follows the disk stands before the background's and the pages' own code, so that an error there does not stop it.
    const [, part] = /\/extension\/(popup|dashboard|background)\/main\.tsx?$/.exec(id) ?? []
    if (part) return `import '#extension/dev/${part === 'background' ? 'background' : 'page'}.ts'\n${code}`
    // Workers share the pages' bundle: one of its own for each takes as long as the pages together.
    if (!code.includes('new Worker(')) return null
    return code.replace(workerAddress, (_, path: string) => {
      const chunk = this.emitFile({ type: 'chunk', id: join(dirname(id), path) })
      return `import.meta.ROLLUP_FILE_URL_${chunk}`
    })
  },
  transformIndexHtml: (html) => html.replace('<html ', `<html data-stamp="${stampHere}" `),
  buildEnd() {
    for (const id of this.getModuleIds()) modules.add(id)
  },
})

async function bundle(make: Maker): Promise<Bundle> {
  const modules = new Set<string>()
  // Nothing is written there.
  const out = join(root, 'dist/dev')
  const made = [await make(out, client(modules))].flat() as Rolldown.RolldownOutput[]
  const files = made
    .flatMap(({ output }) => output)
    .map((file) => [file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source)] as const)
  return { files: new Map(files), modules }
}

/** Background and pages, each made anew only when it has to be. */
export class DevBundles {
  private readonly made = new Map<Maker, Bundle>()

  /**
   * Makes what has a changed file in it; everything where nobody knows what a
   * file is in, as a style that another imports.
   *
   * @param changed paths from the project's folder
   * @returns the files of all bundles
   */
  async make(changed: Iterable<string>): Promise<Files> {
    const ids = Array.from(changed, (path) => join(root, path))
    const before = [...this.made.values()]
    const isUnknown = (id: string) => !before.some(({ modules }) => modules.has(id))
    for (const [maker, { modules }] of this.made)
      if (ids.some((id) => modules.has(id) || isUnknown(id))) this.made.delete(maker)
    const missing = makers.filter((maker) => !this.made.has(maker))
    const results = await Promise.allSettled(
      missing.map(async (maker) => this.made.set(maker, await bundle(maker))),
    )
    for (const result of results) if (result.status === 'rejected') throw result.reason
    return new Map([...this.made.values()].flatMap(({ files }) => [...files]))
  }
}
