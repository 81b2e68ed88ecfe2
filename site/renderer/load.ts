import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Renderer, RendererRecord } from '#core/publication/renderer.ts'
import { root } from '#site/program/program.ts'

/** Where the compiled renderer lies; site/renderer/compiler.ts says what is in it. */
export const rendererFolder = join(root, 'dist/renderer')

/** The record of a compiled renderer; null where there is none. */
export function recordIn(folder: string): RendererRecord | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'renderer.json'), 'utf8')) as RendererRecord
  } catch {
    return null
  }
}

/** Loads the compiled renderer, once a thread. */
export const loadRenderer = (): Promise<Renderer> =>
  import(pathToFileURL(join(rendererFolder, 'renderer.js')).href) as Promise<Renderer>
