import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Renderer } from '#core/publication/renderer.ts'

/** Where the compiled renderer lies; site/renderer/compile.ts says what is in it. */
export const rendererFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url))

/** Loads the compiled renderer, once a thread. */
export const loadRenderer = (): Promise<Renderer> =>
  import(pathToFileURL(join(rendererFolder, 'renderer.js')).href) as Promise<Renderer>
