import { useEffect, useRef, useState } from 'preact/hooks'
import { localTimeZone } from '#core/clock/clock.ts'
import { placeOf } from '#core/clock/places.ts'
import { newId } from '#core/model/bytes.ts'
import { companyDefaults, type CompanyInput } from '#core/model/company.ts'
import type { FieldFault } from '#core/model/problem.ts'
import { setUp } from '#core/workspace/setup.ts'
import { settings, type SetUpDraft } from '#extension/browser.ts'
import { CompanyFields } from '#extension/dashboard/company/CompanyFields.tsx'
import { ServiceFields } from '#extension/dashboard/company/ServiceFields.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar, TextField, faultOf, useFocusFault } from '#extension/ui/fields.tsx'
import { Mark } from '#extension/ui/Mark.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'

function emptyCompany(language: CompanyInput['language']): CompanyInput {
  // A machine that is set to UTC says nothing of where it stands.
  const zone = localTimeZone()
  const timeZone = zone === 'UTC' ? 'Europe/Oslo' : zone
  const place = placeOf(timeZone)
  const country = place?.country ?? ''
  return {
    name: '',
    country,
    offices: [{ id: newId(), name: '1', partnerId: '' }],
    cloud: country === 'CN' ? '21vianet' : 'worldwide',
    selling: 'indirect',
    authorisations: { subscriptionAdvisor: false, delegatedAdministration: true, serviceProvider: false },
    email: '',
    phone: '',
    website: '',
    siteAddress: '',
    logo: '',
    colour: '#0d5e55',
    language,
    timeZone,
    currency: place?.currency ?? 'EUR',
    vatIncluded: false,
    validDays: 30,
    ...companyDefaults,
  }
}

/** First run, on one page: you, your company, the passphrase. Ends at the backup file. What was typed survives a reload, the passphrase apart. */
export function SetUp({ onBack }: { onBack: () => void }) {
  const [kept, setKept] = useState<SetUpDraft | null>()
  useEffect(() => void settings.setUpDraft().then(setKept), [])
  return kept === undefined ? null : <Form kept={kept} onBack={onBack} />
}

function Form({ kept, onBack }: { kept: SetUpDraft | null; onBack: () => void }) {
  const { t, db, speak, setActor, setDataKey } = useApp()
  const [person, setPerson] = useState(kept?.person ?? { name: '', email: '' })
  const [company, setCompany] = useState(() => kept?.company ?? emptyCompany(speak.language))
  useEffect(() => void settings.setSetUpDraft({ person, company }), [person, company])
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  useFocusFault(faults)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const fault = (path: string) => faultOf(t, faults, path)
  useEffect(() => heading.current?.focus(), [])

  async function create(event: Event) {
    event.preventDefault()
    if (passphrase !== again) {
      setFaults([{ path: 'again', rule: 'passphraseDiffers' }])
      return setProblem(t('rule.passphraseDiffers'))
    }
    setBusy(true)
    const outcome = await setUp(db, { person, company, passphrase }, Date.now(), speak.language)
    setBusy(false)
    if (!outcome.ok) {
      setFaults(outcome.problem.faults)
      return setProblem(speak.problem(outcome.problem))
    }
    await settings.setSetUpDraft(null)
    await settings.setActor(outcome.value.actor)
    setDataKey(outcome.value.dataKey)
    location.hash = '/first-backup'
    setActor(outcome.value.actor)
  }

  return (
    <main class="page narrow">
      <p class="crumbs">
        <button type="button" class="more" onClick={onBack}>
          ← {t('make.back')}
        </button>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        <Mark size={32} /> {t('welcome.setUp')}
      </h1>
      <form class="form" noValidate onSubmit={(event) => void create(event)}>
        <h2>{t('setup.you')}</h2>
        <p class="hint">{t('setup.youHint')}</p>
        <TextField
          label={t('setup.name')}
          name="person-name"
          autocomplete="name"
          value={person.name}
          onChange={(name) => setPerson({ ...person, name })}
          fault={fault('person.name')}
          maxlength={80}
        />
        <TextField
          label={t('setup.email')}
          name="person-email"
          type="email"
          autocomplete="email"
          value={person.email}
          onChange={(email) => setPerson({ ...person, email })}
          fault={fault('person.email')}
        />
        <h2>{t('nav.company')}</h2>
        <p class="hint">{t('setup.companyHint')}</p>
        <CompanyFields form={company} onChange={setCompany} faults={faults} prefix="company." firstRun />
        <ServiceFields form={company} onChange={setCompany} faults={faults} prefix="company." firstRun />
        <h2>{t('vault.passphrase')}</h2>
        <p class="hint">{t('setup.passphraseHint')}</p>
        <PassphraseField isNew value={passphrase} onChange={setPassphrase} fault={fault('passphrase')} />
        <PassphraseField
          isNew
          label={t('setup.again')}
          name="passphrase-again"
          value={again}
          onChange={setAgain}
          fault={fault('again')}
        />
        <p>{t('setup.verify')}</p>
        {problem && <ProblemBar>{problem}</ProblemBar>}
        <div class="row end">
          <BusyButton busy={busy} id="create-workspace" text={t('setup.create')} />
        </div>
      </form>
    </main>
  )
}
