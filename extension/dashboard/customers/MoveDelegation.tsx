import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { longestRelationshipName, nextDelegations, type Relationship } from '#core/model/delegation.ts'
import type { DelegationState } from '#core/model/kinds.ts'
import { moveDelegation, newRelationship } from '#core/workspace/delegations.ts'
import { InlineCount } from '#extension/dashboard/CountField.tsx'
import { useFields, type Fields } from '#extension/dashboard/useFields.ts'
import { useSaved } from '#extension/dashboard/useSaved.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useToday } from '#extension/ui/clock.ts'
import { Check, Choices, DateField, TextField } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'

type MoveProps = Readonly<{ customer: Customer; state: DelegationState; onClose: () => void }>

/** What a person says of the delegation: its state, and what is known of the relationship in it. @param state as it is today */
export function MoveDelegation({ customer, state, onClose }: MoveProps) {
  const { t, attempt } = useApp()
  const choices = [
    ...new Set([customer.delegation, ...nextDelegations(state), ...nextDelegations(customer.delegation)]),
  ]
  const [to, setTo] = useState<DelegationState>(nextDelegations(state)[0] ?? state)
  const [relationship, setRelationship] = useState(customer.relationship ?? newRelationship(''))
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => attempt(moveDelegation, { customerId: customer.id, state: to, relationship }, expected),
    useSaved(onClose),
    [to, relationship],
    { table: 'customers', key: customer.id, record: customer, place: `/customers/${customer.id}/delegation` },
  )
  const fields = useFields(relationship, setRelationship, faults, 'relationship.')

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Choices
        label={t('delegation.now')}
        value={to}
        options={choices.map((each) => [each, t(`delegation.${each}`)])}
        onChange={setTo}
      />
      {(to === 'requested' || to === 'approvalPending') && <RequestedFields {...fields} />}
      {(to === 'active' || to === 'expiring') && <GrantedFields {...fields} />}
      <NameField {...fields} />
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-delegation" onCancel={onClose} />
    </form>
  )
}

/** 21Vianet knows neither names nor ends: delegation is granted there or not. */
const useIsWorldwide = () => useSession().company.cloud === 'worldwide'

function RequestedFields({ form, set, fault }: Fields<Relationship>) {
  const { t } = useApp()
  const { company } = useSession()
  return (
    <DateField
      label={t('delegation.requestedOn')}
      name="requested-on"
      value={form.requestedOn ?? ''}
      max={useToday(company.timeZone)}
      fault={fault('requestedOn')}
      onChange={(requestedOn) => set({ requestedOn })}
    />
  )
}

/** From when to when. The last day follows from the first and the days, unless a person says it. */
function GrantedFields({ form, set, fault }: Fields<Relationship>) {
  const { t } = useApp()
  const { company } = useSession()
  const isWorldwide = useIsWorldwide()
  return (
    <>
      <DateField
        label={t('delegation.activatedOn')}
        name="activated-on"
        value={form.activatedOn ?? ''}
        max={useToday(company.timeZone)}
        fault={fault('activatedOn')}
        onChange={(activatedOn) => set({ activatedOn, endsOn: null })}
      />
      {isWorldwide && (
        <InlineCount
          label={t('grant.days')}
          value={form.days}
          min={1}
          max={730}
          onChange={(days) => set({ days, endsOn: null })}
        />
      )}
      <DateField
        label={t('delegation.endsOn')}
        hint={t('delegation.endsHint')}
        name="ends-on"
        value={form.endsOn ?? ''}
        fault={fault('endsOn')}
        onChange={(endsOn) => set({ endsOn })}
      />
      {isWorldwide && (
        <Check
          label={t('delegation.autoExtend')}
          hint={t('delegation.autoExtendHint')}
          checked={form.autoExtend}
          onChange={(autoExtend) => set({ autoExtend })}
        />
      )}
    </>
  )
}

/** What the relationship is called at Microsoft. */
function NameField({ form, set, fault }: Fields<Relationship>) {
  const { t } = useApp()
  if (!useIsWorldwide()) return null
  return (
    <TextField
      label={t('delegation.name')}
      name="relationship-name"
      hint={t('delegation.nameHint')}
      value={form.name}
      onChange={(name) => set({ name })}
      fault={fault('name')}
      maxlength={longestRelationshipName}
    />
  )
}
