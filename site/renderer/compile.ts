import type { RendererRecord } from '#core/publication/renderer.ts'
import { sourcesNow } from '#site/program/program.ts'
import { recordIn, rendererFolder } from '#site/renderer/load.ts'

/** One at a time, because it changes the environment of the process. */
let compiling: Promise<RendererRecord> | null = null

/** The compiled renderer of these sources, compiled first when it is missing or older than they are. */
export async function needRenderer(): Promise<RendererRecord> {
  const { renderer: sources } = await sourcesNow()
  const record = recordIn(rendererFolder)
  if (record?.sources === sources) return record
  // Most runs compile nothing, and need not load the compiler.
  compiling ??= import('#site/renderer/compiler.ts')
    .then(({ compileRenderer }) => compileRenderer(rendererFolder, sources))
    .finally(() => {
      compiling = null
    })
  return compiling
}
