import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Where the compiled renderer lies; site/renderer/compile.ts says what is in it. */
export const rendererFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url))

type Renderer = Pick<typeof import('#site/renderer/entry.ts'), 'render'>

/** Loads the compiled renderer, once a thread. */
export const loadRenderer = (): Promise<Renderer> => import(pathToFileURL(join(rendererFolder, 'renderer.js')).href) as Promise<Renderer>
