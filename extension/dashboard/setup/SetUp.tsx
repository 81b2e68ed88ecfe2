import { useEffect, useState } from 'preact/hooks'
import { settings, type SetUpDraft } from '#extension/browser.ts'
import { CompanyFields } from '#extension/dashboard/company/CompanyFields.tsx'
import { ServiceFields } from '#extension/dashboard/company/ServiceFields.tsx'
import { SetupHead } from '#extension/dashboard/setup/SetupHead.tsx'
import { useSetUp } from '#extension/dashboard/setup/useSetUp.ts'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar, TextField } from '#extension/ui/fields.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'

/** First run, on one page: you, your company, the passphrase. Ends at the backup file. */
export function SetUp({ onBack }: { onBack: () => void }) {
  const [kept, setKept] = useState<SetUpDraft | null>()
  useEffect(() => void settings.setUpDraft().then(setKept), [])
  return kept === undefined ? null : <Form kept={kept} onBack={onBack} />
}

function Form({ kept, onBack }: { kept: SetUpDraft | null; onBack: () => void }) {
  const { t } = useApp()
  const { person, company, secret, problem, busy, create } = useSetUp(kept)
  const onSubmit = (event: Event) => {
    event.preventDefault()
    void create()
  }
  return (
    <main class="page narrow">
      <SetupHead title={t('welcome.setUp')} onBack={onBack} />
      <form class="form" noValidate onSubmit={onSubmit}>
        <h2>{t('setup.you')}</h2>
        <p class="hint">{t('setup.youHint')}</p>
        <PersonFields {...person} />
        <h2>{t('nav.company')}</h2>
        <p class="hint">{t('setup.companyHint')}</p>
        <CompanyFields {...company} firstRun />
        <ServiceFields {...company} firstRun />
        <h2>{t('vault.passphrase')}</h2>
        <p class="hint">{t('setup.passphraseHint')}</p>
        <SecretFields {...secret} />
        <p>{t('setup.verify')}</p>
        {problem && <ProblemBar>{problem}</ProblemBar>}
        <div class="row end">
          <BusyButton busy={busy} id="create-workspace" text={t('setup.create')} />
        </div>
      </form>
    </main>
  )
}

function PersonFields({ form, set, fault }: Fields<SetUpDraft['person']>) {
  const { t } = useApp()
  return (
    <>
      <TextField
        label={t('setup.name')}
        name="person-name"
        autocomplete="name"
        value={form.name}
        onChange={(name) => set({ name })}
        fault={fault('name')}
        maxlength={80}
      />
      <TextField
        label={t('setup.email')}
        name="person-email"
        type="email"
        autocomplete="email"
        value={form.email}
        onChange={(email) => set({ email })}
        fault={fault('email')}
      />
    </>
  )
}

/** The passphrase, twice: nobody can look it up. */
function SecretFields({ form, set, fault }: Fields<Readonly<{ passphrase: string; again: string }>>) {
  const { t } = useApp()
  return (
    <>
      <PassphraseField
        isNew
        value={form.passphrase}
        onChange={(passphrase) => set({ passphrase })}
        fault={fault('passphrase')}
      />
      <PassphraseField
        isNew
        label={t('setup.again')}
        name="passphrase-again"
        value={form.again}
        onChange={(again) => set({ again })}
        fault={fault('again')}
      />
    </>
  )
}
