import { defaultGrant } from '#core/catalog/roles.ts'
import { pageLanguageChoices } from '#core/model/language.ts'
import type { PurchaseTerms, Terms } from '#core/model/terms.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useToday } from '#extension/ui/clock.ts'
import { Check, DateField, Select, TextArea, faultOf } from '#extension/ui/fields.tsx'
import { GrantFields } from '#extension/ui/maker/GrantFields.tsx'
import { MicrosoftLink } from '#extension/ui/maker/MicrosoftLink.tsx'
import { SaveTemplate } from '#extension/ui/maker/SaveTemplate.tsx'
import { withPart, type StepProps } from '#extension/ui/maker/step.ts'
import { grantInWords, productsInWords, totalInWords } from '#extension/ui/offers.ts'

type PartProps<T extends Terms> = { terms: T; changeTerms: StepProps['changeTerms'] }

/** Everything else, already filled in: delegation, last day, language, office, who bills, message. */
export function How({ draft, change, changeTerms, faults }: StepProps) {
  const { t } = useApp()
  const { company } = useSession()
  const { terms } = draft
  const date = useToday(terms.timeZone)
  return (
    <>
      <Summary terms={terms} />
      <div class="pair">
        <DateField
          label={t('make.lastDay')}
          value={terms.lastDay}
          min={date}
          fault={faultOf(t, faults, 'terms.lastDay')}
          onChange={(lastDay) => changeTerms({ ...terms, lastDay })}
        />
        <Select
          label={t('make.language')}
          name="offer-language"
          value={terms.language}
          options={pageLanguageChoices}
          onChange={(language) => changeTerms({ ...terms, language })}
        />
      </div>
      {company.offices.length > 1 && (
        <Select
          label={t('make.office')}
          value={draft.officeId}
          options={company.offices.map((office) => [office.id, `${office.name} (${office.partnerId})`])}
          onChange={(officeId) => change({ officeId })}
        />
      )}
      {terms.kind === 'purchase' && <Billing terms={terms} changeTerms={changeTerms} />}
      <WithDelegation terms={terms} changeTerms={changeTerms} />
      {draft.audience === 'one' && (
        <Check
          label={t('make.showAddressee')}
          hint={t('make.showAddresseeHint')}
          checked={draft.showAddressee}
          onChange={(showAddressee) => change({ showAddressee })}
        />
      )}
      {draft.offerId !== null && (
        <Check
          label={t('make.linkEarlier')}
          hint={t('make.linkEarlierHint')}
          checked={draft.linkEarlier ?? false}
          onChange={(linkEarlier) => change({ linkEarlier })}
        />
      )}
      <TextArea
        label={t('make.message')}
        name="message"
        rows={2}
        value={terms.message}
        maxlength={2000}
        fault={faultOf(t, faults, 'terms.message')}
        onChange={(message) => changeTerms({ ...terms, message })}
      />
      <More draft={draft} changeTerms={changeTerms} faults={faults} />
      {terms.kind !== 'delegation' && terms.delegation && (
        <details>
          <summary>{t('make.delegationDetails')}</summary>
          <GrantFields
            faults={faults}
            path="terms.delegation"
            grant={terms.delegation}
            onChange={(delegation) => changeTerms({ ...terms, delegation })}
          />
        </details>
      )}
    </>
  )
}

/** What was chosen, and what it costs; says so where it has no price at all. */
function Summary({ terms }: { terms: Terms }) {
  const { t, speak } = useApp()
  const total = totalInWords(speak, terms)
  const isPurchase = terms.kind === 'purchase'
  return (
    <>
      <p class="summary">
        <strong>{productsInWords(speak, terms)}</strong>
        {total && (
          <span>
            {total}, {t(isPurchase && terms.vatIncluded ? 'make.vatIn' : 'make.vatOut')}
          </span>
        )}
      </p>
      {isPurchase && terms.lines.every(({ price }) => price === null) && (
        <fluent-message-bar intent="warning" data-id="no-prices">
          <span>{t('make.noPrices')}</span>
        </fluent-message-bar>
      )}
    </>
  )
}

/** Who bills a purchase, and whether its prices include VAT. */
function Billing({ terms, changeTerms }: PartProps<PurchaseTerms>) {
  const { t } = useApp()
  const { company } = useSession()
  return (
    <div class="pair">
      <Select
        label={t('make.billedBy')}
        value={terms.billedBy}
        options={[
          ['partner', company.name],
          ['microsoft', 'Microsoft'],
        ]}
        onChange={(billedBy) => changeTerms({ ...terms, billedBy })}
      />
      <Select
        label={t('make.vat')}
        value={terms.vatIncluded ? 'in' : 'out'}
        options={[
          ['out', t('make.vatOut')],
          ['in', t('make.vatIn')],
        ]}
        onChange={(vat) => changeTerms({ ...terms, vatIncluded: vat === 'in' })}
      />
    </div>
  )
}

/** Whether a trial or purchase asks for delegated administration too. */
function WithDelegation({ terms, changeTerms }: PartProps<Terms>) {
  const { t, denied } = useApp()
  if (terms.kind === 'delegation') return null
  const reason = denied('offer.delegation')
  return (
    <Check
      label={
        terms.delegation
          ? t('make.delegationWith', { level: grantInWords(t, terms.delegation) })
          : t('make.delegation')
      }
      hint={reason ? t(`denied.${reason}`) : undefined}
      checked={terms.delegation !== null}
      onChange={(checked) => !reason && changeTerms({ ...terms, delegation: checked ? defaultGrant : null })}
    />
  )
}

/** What few offers need: remarks at the end, Microsoft's own link, and a template to keep. */
function More({ draft, changeTerms, faults }: Pick<StepProps, 'draft' | 'changeTerms' | 'faults'>) {
  const { t } = useApp()
  const { terms } = draft
  return (
    <details open={terms.closing !== undefined || terms.microsoftLink !== undefined}>
      <summary>{t('make.more')}</summary>
      <TextArea
        label={t('make.closing')}
        name="closing"
        rows={2}
        value={terms.closing ?? ''}
        maxlength={2000}
        fault={faultOf(t, faults, 'terms.closing')}
        onChange={(closing) => changeTerms(withPart(terms, 'closing', closing))}
      />
      <MicrosoftLink
        draft={draft}
        changeTerms={changeTerms}
        fault={faultOf(t, faults, 'terms.microsoftLink')}
      />
      <SaveTemplate draft={draft} />
    </details>
  )
}
