import { useEffect, useRef } from 'preact/hooks'
import type { Denial } from '#core/access/access.ts'
import { useApp } from '#extension/ui/app.tsx'

export type TabLink = Readonly<{ name: string; to: string; text: string; denied?: Denial | null }>

/** The parts of one thing, as links; a closed one says why. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly TabLink[]; current: string }) {
  const { t } = useApp()
  const list = useRef<HTMLUListElement>(null)
  // On a phone the list is wider than the screen.
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [current])
  return (
    <nav class="tabs" aria-label={label}>
      <ul ref={list}>
        {tabs.map(({ name, to, text, denied }) => (
          <li key={name}>
            <a href={`#${to}`} class={denied ? 'off' : undefined} title={denied ? t(`denied.${denied}`) : undefined} aria-current={name === current ? 'page' : undefined}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
