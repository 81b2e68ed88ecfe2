import { useEffect, useRef } from 'preact/hooks'
import { languages } from '#core/model/kinds.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { BackupSection } from '#extension/dashboard/settings/Backup.tsx'
import { CheckSection } from '#extension/dashboard/settings/CheckSection.tsx'
import { Leave } from '#extension/dashboard/settings/Leave.tsx'
import { PortalSettings } from '#extension/dashboard/settings/PortalSettings.tsx'
import { ServiceSettings } from '#extension/dashboard/settings/ServiceSettings.tsx'
import { Trials } from '#extension/dashboard/settings/Trials.tsx'
import { VaultSection } from '#extension/dashboard/settings/VaultSection.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Choices } from '#extension/ui/fields.tsx'

/**
 * Language, domains and services, portals, backup, the vault, the catalog's
 * trial ids, and leaving.
 *
 * @param rest the section to begin at, such as `check`; the top when there is none
 */
export function SettingsScreen({ rest: [section] }: { rest: readonly string[] }) {
  const { t, speak, chooseLanguage } = useApp()
  const sections = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const heading = section && sections.current?.querySelector<HTMLElement>(`h2#${CSS.escape(section)}`)
    if (!heading) return
    // Headings take the focus only when somebody is sent to them.
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    heading.scrollIntoView()
  }, [section])
  return (
    <>
      <Head title={t('nav.settings')} />
      <div class="narrow" ref={sections}>
        <Choices
          label={t('app.language')}
          value={speak.language}
          options={languages.map((each) => [each, languageNames[each]])}
          onChange={chooseLanguage}
        />
        <ServiceSettings />
        <PortalSettings />
        <BackupSection />
        <VaultSection />
        <Trials />
        <CheckSection />
        <Leave />
      </div>
    </>
  )
}
