/** The compiled site, as the build has put it into the extension: not bundled, so that it is the very file that the command runs. */
declare module '#renderer' {
  import type { Renderer } from '#core/publication/renderer.ts'

  export const drawOffer: Renderer['drawOffer']
  export const drawCommon: Renderer['drawCommon']
}
