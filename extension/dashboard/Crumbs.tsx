import { useApp } from '#extension/ui/app.tsx'

/** The way from a page back to the list that it belongs to. */
export function Crumbs({ to }: { to: 'customers' | 'offers' | 'staff' }) {
  const { t } = useApp()
  return (
    <p class="crumbs">
      <a href={`#/${to}`}>{t(`nav.${to}`)}</a>
    </p>
  )
}
