import { useEffect, useRef, useState } from 'preact/hooks'
import { findProduct, usageLocations, type Product } from '#core/catalog/products.ts'
import { fold } from '#core/locale/fold.ts'
import { maxLines, trialDays, trialLicences } from '#core/model/limits.ts'
import type { Line, PurchaseTerms, TrialTerms } from '#core/model/terms.ts'
import { catalog } from '#core/workspace/catalog.ts'
import { newLine } from '#core/workspace/drafts.ts'
import { listRecentProducts } from '#core/workspace/offerViews.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import { GrantFields } from '#extension/ui/maker/GrantFields.tsx'
import { LineFields } from '#extension/ui/maker/LineFields.tsx'
import type { StepProps } from '#extension/ui/maker/step.ts'
import { Picker } from '#extension/ui/Picker.tsx'
import { Stepper } from '#extension/ui/Stepper.tsx'

/** What is offered: products, one trial, or delegated administration. */
export function What(props: StepProps) {
  const { terms } = props.draft
  switch (terms.kind) {
    case 'purchase':
      return <PurchaseLines {...props} terms={terms} />
    case 'trial':
      return <TrialProduct {...props} terms={terms} />
    case 'delegation':
      return <Delegation {...props} />
  }
}

/** A country's catalog with what was used last first, narrowed by what is typed; undefined until it is there. */
function useProducts(typed: string, country: string): readonly Product[] | undefined {
  const { db } = useApp()
  const all = useLive(() => catalog(db, country), [db, country])
  const recent = useLive(() => listRecentProducts(db), [db])
  if (!all || !recent) return undefined
  const rank = (product: Product) => {
    const at = recent.indexOf(product.skuId)
    return at < 0 ? recent.length : at
  }
  const words = fold(typed).split(/\s+/)
  return [...all]
    .sort((a, b) => rank(a) - rank(b))
    .filter((product) => words.every((word) => fold(`${product.name} ${product.partNumber}`).includes(word)))
}

/** Where the customer uses the product: decides the list, with the variants without Teams in the EEA. */
function UsageLocation({
  terms,
  changeTerms,
}: {
  terms: PurchaseTerms | TrialTerms
  changeTerms: StepProps['changeTerms']
}) {
  const { t } = useApp()
  const { company } = useSession()
  const country = terms.country ?? company.country
  const options = [...new Set([country, company.country, ...usageLocations])]
  return (
    <label class="inline-field">
      <span>{t('make.country')}</span>
      <select
        name="usage-location"
        value={country}
        onChange={(event) => changeTerms({ ...terms, country: event.currentTarget.value })}
      >
        {options.map((each) => (
          <option key={each} value={each} selected={each === country}>
            {each}
          </option>
        ))}
      </select>
    </label>
  )
}

function PurchaseLines({ terms, changeTerms, faults, next }: StepProps & { terms: PurchaseTerms }) {
  const { t } = useApp()
  const [typed, setTyped] = useState('')
  const { company } = useSession()
  const products = useProducts(typed, terms.country ?? company.country)
  const setLines = (lines: Line[]) => changeTerms({ ...terms, lines })
  const added = useRef<string | null>(null)
  const add = (product: Product) => {
    const line = newLine(product)
    added.current = line.id
    setLines([...terms.lines, line])
    setTyped('')
  }
  // How many comes next: the number of the new line has the focus.
  useEffect(() => {
    if (!added.current) return
    document.querySelector<HTMLElement>(`[data-line="${added.current}"] .stepper input`)?.focus()
    added.current = null
  }, [terms.lines.length])
  const chosen = new Set(terms.lines.map((line) => line.product.skuId))
  if (!products) return null
  return (
    <>
      {terms.lines.map((line, index) => (
        <LineFields
          key={line.id}
          line={line}
          currency={terms.currency}
          cap={findProduct(line.product.skuId)?.cap ?? null}
          faults={faults.filter((fault) => fault.path.startsWith(`terms.lines.${index}.`))}
          onChange={(changed) => setLines(terms.lines.map((each) => (each.id === line.id ? changed : each)))}
          onRemove={() => setLines(terms.lines.filter((each) => each.id !== line.id))}
        />
      ))}
      <UsageLocation terms={terms} changeTerms={changeTerms} />
      <Picker
        label={t('make.findProduct')}
        typed={typed}
        onType={setTyped}
        focused={terms.lines.length === 0}
      >
        {products
          .filter((product) => !chosen.has(product.skuId))
          .map((product) => (
            <li key={product.skuId}>
              <button
                type="button"
                class="pick"
                disabled={terms.lines.length >= maxLines}
                onClick={() => add(product)}
              >
                <span class="main">{product.name}</span>
                <span class="side">{product.cap === null ? '' : t('make.cap', { n: product.cap })}</span>
              </button>
            </li>
          ))}
      </Picker>
      {terms.lines.length > 0 && (
        <div class="row end">
          <fluent-button appearance="primary" data-id="next" onClick={next}>
            {t('make.next')}
          </fluent-button>
        </div>
      )}
    </>
  )
}

function TrialProduct({ terms, changeTerms, next }: StepProps & { terms: TrialTerms }) {
  const { t } = useApp()
  const [typed, setTyped] = useState('')
  const { company } = useSession()
  const products = useProducts(typed, terms.country ?? company.country)?.filter((product) => product.trial)
  // Only advisors' trials may have more licences; cloud solution providers' have 25, and all of them last 30 days.
  const advisor = company.selling === 'advisor'
  const licences = advisor ? Math.max(trialLicences, terms.licences) : trialLicences
  useEffect(() => {
    if (terms.licences !== licences || terms.days !== trialDays)
      changeTerms({ ...terms, licences, days: trialDays })
  }, [licences, terms])
  if (!products) return null
  return (
    <>
      <p class="hint">{t(advisor ? 'make.trialAdvisorHint' : 'make.trialHint')}</p>
      {advisor && (
        <div class="inline-field">
          <span>{t('offers.licences')}</span>
          <Stepper
            label={t('offers.licences')}
            value={terms.licences}
            min={trialLicences}
            max={findProduct(terms.product.skuId)?.cap ?? 10_000}
            onChange={(licences) => changeTerms({ ...terms, licences })}
          />
        </div>
      )}
      <UsageLocation terms={terms} changeTerms={changeTerms} />
      <Picker label={t('make.findProduct')} typed={typed} onType={setTyped} focused>
        {products.map((product) => (
          <li key={product.skuId}>
            <button
              type="button"
              class="pick"
              aria-pressed={product.skuId === terms.product.skuId}
              onClick={() => changeTerms({ ...terms, product: { skuId: product.skuId, name: product.name } })}
            >
              <span class="tick" aria-hidden="true">
                {product.skuId === terms.product.skuId ? '◉' : '○'}
              </span>
              <span class="main">{product.name}</span>
              {product.trial && !product.trial.verified && <span class="side">{t('make.unverified')}</span>}
            </button>
          </li>
        ))}
      </Picker>
      <div class="row end">
        <fluent-button appearance="primary" data-id="next" onClick={next}>
          {t('make.next')}
        </fluent-button>
      </div>
    </>
  )
}

function Delegation({ draft, changeTerms, next }: StepProps) {
  const { t } = useApp()
  const { terms } = draft
  if (terms.kind !== 'delegation') return null
  return (
    <>
      <GrantFields grant={terms.grant} onChange={(grant) => changeTerms({ ...terms, grant })} />
      {(terms.grant.level !== 'roles' || terms.grant.roles.length > 0) && (
        <div class="row end">
          <fluent-button appearance="primary" data-id="next" onClick={next}>
            {t('make.next')}
          </fluent-button>
        </div>
      )}
    </>
  )
}
