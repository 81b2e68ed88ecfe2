import type { ComponentChildren } from 'preact'

/** The head of a screen: its name and its commands. */
export function Head({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="head">
      <h1>{title}</h1>
      <div class="commands">{children}</div>
    </div>
  )
}
