/** A page as Astro compiles it, with `runtime.ts` in place of Astro's own. By this name Astro knows that it is a page, and finds its style sheet. */
declare module 'virtual:astro:page:*' {
  import type { Component } from '#site/renderer/runtime.ts'
  export const page: () => { default: Component }
}
