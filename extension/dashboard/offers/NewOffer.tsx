import { useState } from 'preact/hooks'
import { offerCapability } from '#core/access/access.ts'
import type { Customer } from '#core/model/customer.ts'
import { offerKinds } from '#core/model/kinds.ts'
import type { Draft } from '#core/model/offer.ts'
import type { OfferKind } from '#core/model/terms.ts'
import { findCustomer } from '#core/workspace/customers.ts'
import { duplicateDraft, newDraft } from '#core/workspace/drafts.ts'
import { templates } from '#core/workspace/templates.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'

/** The customer whose data is being worked on: offers begin with it. Null without one, undefined until it is known. */
export function useChosenCustomer(): Customer | null | undefined {
  const { db, chosen } = useApp()
  return useLive(() => (chosen ? findCustomer(db, chosen.id) : Promise.resolve(null)), [db, chosen?.id])
}

/** One button for each kind of offer, each of which opens the maker. */
export function NewOfferButtons({ customer: given = null }: { customer?: Customer | null }) {
  const { t, db, denied } = useApp()
  const { company } = useSession()
  const all = useLive(() => templates(db), [db]) ?? []
  const [draft, setDraft] = useState<Draft | null>(null)
  const chosen = useChosenCustomer()
  const customer = given ?? chosen ?? null
  const make = (kind: OfferKind) => setDraft(newDraft(kind, company, customer, Date.now()))
  return (
    <>
      {offerKinds.map((kind) => {
        const reason = denied(offerCapability[kind])
        return (
          <fluent-button
            key={kind}
            appearance={kind === 'purchase' ? 'primary' : 'outline'}
            data-id={`new-${kind}`}
            disabled={reason !== null}
            title={reason ? t(`denied.${reason}`) : ''}
            onClick={() => make(kind)}
          >
            {t(`new.${kind}`)}
          </fluent-button>
        )
      })}
      {all.length > 0 && !denied('offer.purchase') && (
        <select
          aria-label={t('template.from')}
          name="from-template"
          value=""
          onChange={(event) => {
            const template = all.find((each) => each.id === event.currentTarget.value)
            event.currentTarget.value = ''
            if (template)
              setDraft(forCustomer(duplicateDraft(template.terms, template, company, Date.now()), customer))
          }}
        >
          <option value="">{t('template.from')}</option>
          {all.map((template) => (
            <option key={template.id} value={template.id}>
              {template.name}
            </option>
          ))}
        </select>
      )}
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
    </>
  )
}

/** A draft that goes to a customer who is known already. */
export const forCustomer = (draft: Draft, customer: Customer | null): Draft =>
  customer
    ? {
        ...draft,
        audience: 'one',
        customerIds: [customer.id],
        step: 'what',
        terms: { ...draft.terms, language: customer.language },
      }
    : draft
