import type { Denial } from '#core/access/access.ts'
import { useCentred } from '#extension/dashboard/useCentred.ts'
import { useApp } from '#extension/ui/app.tsx'

export type TabLink = Readonly<{ name: string; to: string; text: string; denied?: Denial | null }>

/** The parts of one thing, as links; a closed one says why. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly TabLink[]; current: string }) {
  const { t } = useApp()
  const nav = useCentred<HTMLElement>(current)
  return (
    <nav class="tabs" aria-label={label} ref={nav}>
      <ul>
        {tabs.map(({ name, to, text, denied }) => (
          <li key={name}>
            <a
              href={`#${to}`}
              class={denied ? 'off' : undefined}
              title={denied ? t(`denied.${denied}`) : undefined}
              aria-current={name === current ? 'page' : undefined}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
