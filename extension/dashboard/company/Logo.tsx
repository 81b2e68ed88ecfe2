import { useState } from 'preact/hooks'
import { shrinkLogo } from '#extension/dashboard/company/shrinkLogo.ts'
import { useApp } from '#extension/ui/app.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'

/** Chooses a logo. Whatever it is, it is drawn anew at most 4 kB large, and shown as it will be. */
export function Logo({ logo, onChange }: { logo: string; onChange: (logo: string) => void }) {
  const { t } = useApp()
  const [fault, setFault] = useState<string>()
  async function choose([file]: File[]) {
    if (!file) return
    const drawn = await shrinkLogo(file)
    setFault(drawn ? undefined : t('rule.logo'))
    if (drawn) onChange(drawn)
  }
  return (
    <div class="field">
      <FilePick
        title={t('company.logo')}
        hint={t('company.logoHint')}
        fault={fault}
        name="logo"
        accept="image/*,.svg"
        onFiles={(files) => void choose(files)}
      />
      {logo && (
        <div class="row">
          <span class="logo light">
            <img src={logo} alt={t('company.logoOnLight')} />
          </span>
          <span class="logo dark">
            <img src={logo} alt={t('company.logoOnDark')} />
          </span>
          <span class="hint">
            {t('company.logoSize', { n: Math.ceil(((logo.length - logo.indexOf(',') - 1) * 3) / 4) })}
          </span>
          <fluent-button type="button" size="small" appearance="subtle" onClick={() => onChange('')}>
            {t('app.remove')}
          </fluent-button>
        </div>
      )}
    </div>
  )
}
