import { languages } from '#core/model/language.ts'
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

/** Language, domains and services, portals, backup, the vault, the catalogue's trial ids, and leaving. */
export function SettingsScreen() {
  const { t, speak, chooseLanguage } = useApp()
  return (
    <>
      <Head title={t('nav.settings')} />
      <div class="narrow">
        <Choices label={t('app.language')} value={speak.language} options={languages.map((each) => [each, languageNames[each]])} onChange={chooseLanguage} />
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
