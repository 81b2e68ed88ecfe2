import { useEffect, useState } from 'preact/hooks'
import { localTimeZone } from '#core/clock/clock.ts'
import { placeOf } from '#core/clock/places.ts'
import { newId } from '#core/model/bytes.ts'
import { companyDefaults, type CompanyInput } from '#core/model/company.ts'
import type { FieldFault } from '#core/model/problem.ts'
import { setUp } from '#core/workspace/setup.ts'
import { settings, type SetUpDraft } from '#extension/browser.ts'
import { useFields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useFocusFault } from '#extension/ui/fields.tsx'

/** A company of which no more is known than where this machine stands. */
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

/**
 * What is typed on the first run, and what makes a workspace of it. It is kept
 * over a reload, the passphrase apart.
 */
export function useSetUp(kept: SetUpDraft | null) {
  const { t, db, speak, setActor, setDataKey } = useApp()
  const [person, setPerson] = useState(kept?.person ?? { name: '', email: '' })
  const [company, setCompany] = useState(() => kept?.company ?? emptyCompany(speak.language))
  useEffect(() => void settings.setSetUpDraft({ person, company }), [person, company])
  const [secret, setSecret] = useState({ passphrase: '', again: '' })
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  useFocusFault(faults)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function create() {
    const { passphrase, again } = secret
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
    location.hash = '/first-steps'
    setActor(outcome.value.actor)
  }

  const personFields = useFields(person, setPerson, faults, 'person.')
  return {
    person: {
      ...personFields,
      set(part: Partial<SetUpDraft['person']>) {
        personFields.set(part)
        // Most firms of one have one address. It stays as it is once another was typed.
        if (part.email !== undefined && company.email === person.email)
          setCompany((before) => ({ ...before, email: part.email! }))
      },
    },
    company: useFields(company, setCompany, faults, 'company.'),
    secret: useFields(secret, setSecret, faults),
    problem,
    busy,
    create,
  }
}
