import { useState } from 'preact/hooks'
import { daysBetween } from '#core/clock/clock.ts'
import { delegationAt, delegationEnds, requestEnds } from '#core/clock/delegation.ts'
import type { Customer } from '#core/model/customer.ts'
import { nextDelegations } from '#core/model/delegation.ts'
import type { DelegationState } from '#core/model/kinds.ts'
import { moveDelegation, newRelationship } from '#core/workspace/delegations.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useToday } from '#extension/ui/clock.ts'
import { delegationColours } from '#extension/ui/customers.ts'
import { daysInWords } from '#extension/ui/deadlines.ts'
import { Check, Choices, DateField, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { Stepper } from '#extension/ui/Stepper.tsx'

/** Delegated administration at one customer: its state, its clock, the next step, and what a person says of it. */
export function DelegationTab({ customer }: { customer: Customer }) {
  const { t, speak, denied } = useApp()
  const { company } = useSession()
  const [moving, setMoving] = useState(false)
  const date = useToday(company.timeZone)
  const state = delegationAt(customer, date)
  const { relationship } = customer
  const clock = requestEnds(customer) ?? delegationEnds(customer)
  const reason = denied('delegation.edit')
  return (
    <section aria-labelledby="delegation">
      <h2 id="delegation">{t('make.delegationShort')}</h2>
      <div class="card">
        <header>
          <fluent-badge appearance="tint" color={delegationColours[state]}>
            {t(`delegation.${state}`)}
          </fluent-badge>
          {clock && (
            <span class={daysBetween(date, clock) < 0 ? 'warn' : ''}>
              {t(requestEnds(customer) ? 'delegation.requestClock' : 'delegation.endClock', {
                date: speak.date(clock, 'long'),
              })}{' '}
              ({daysInWords(t, daysBetween(date, clock))})
            </span>
          )}
          {relationship?.autoExtend && (
            <fluent-badge appearance="tint" color="informative">
              {t('delegation.autoExtend')}
            </fluent-badge>
          )}
        </header>
        <p>{t(`delegation.next.${state}`)}</p>
        {relationship && (
          <dl class="details">
            {relationship.name && (
              <>
                <dt>{t('delegation.name')}</dt>
                <dd>{relationship.name}</dd>
              </>
            )}
            {relationship.requestedOn && (
              <>
                <dt>{t('delegation.requestedOn')}</dt>
                <dd>{speak.date(relationship.requestedOn)}</dd>
              </>
            )}
            {relationship.activatedOn && (
              <>
                <dt>{t('delegation.activatedOn')}</dt>
                <dd>{speak.date(relationship.activatedOn)}</dd>
              </>
            )}
            {relationship.endsOn && (
              <>
                <dt>{t('delegation.endsOn')}</dt>
                <dd>{speak.date(relationship.endsOn)}</dd>
              </>
            )}
          </dl>
        )}
        {reason ? (
          <p class="hint">{t(`denied.${reason}`)}</p>
        ) : (
          !moving && (
            <fluent-button data-id="move-delegation" onClick={() => setMoving(true)}>
              {t('delegation.say')}
            </fluent-button>
          )
        )}
        {moving && <Move customer={customer} state={state} onClose={() => setMoving(false)} />}
      </div>
      <h3>{t('delegation.opens')}</h3>
      <ul class="bullets">
        <li>{t('delegation.opens.requests')}</li>
        {company.cloud === 'worldwide' && <li>{t('delegation.opens.passwords')}</li>}
        <li>{t('delegation.opens.portals')}</li>
      </ul>
    </section>
  )
}

function Move({
  customer,
  state,
  onClose,
}: {
  customer: Customer
  state: DelegationState
  onClose: () => void
}) {
  const { t, attempt, showToast } = useApp()
  const { company } = useSession()
  const date = useToday(company.timeZone)
  const choices = [
    ...new Set([customer.delegation, ...nextDelegations(state), ...nextDelegations(customer.delegation)]),
  ]
  const [to, setTo] = useState<DelegationState>(nextDelegations(state)[0] ?? state)
  const [relationship, setRelationship] = useState(customer.relationship ?? newRelationship(''))
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => attempt(moveDelegation, { customerId: customer.id, state: to, relationship }, expected),
    (_, undo) => {
      showToast({ text: t('app.saved'), undo })
      onClose()
    },
    [to, relationship],
    { table: 'customers', key: customer.id, record: customer, place: `/customers/${customer.id}/delegation` },
  )
  // 21Vianet knows neither names nor ends: it is granted or not.
  const worldwide = company.cloud === 'worldwide'
  const set = (part: Partial<typeof relationship>) => setRelationship((before) => ({ ...before, ...part }))
  const fault = (path: string) => faultOf(t, faults, `relationship.${path}`)

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Choices
        label={t('delegation.now')}
        value={to}
        options={choices.map((each) => [each, t(`delegation.${each}`)])}
        onChange={setTo}
      />
      {(to === 'requested' || to === 'approvalPending') && (
        <DateField
          label={t('delegation.requestedOn')}
          name="requested-on"
          value={relationship.requestedOn ?? ''}
          max={date}
          fault={fault('requestedOn')}
          onChange={(requestedOn) => set({ requestedOn })}
        />
      )}
      {(to === 'active' || to === 'expiring') && (
        <>
          <DateField
            label={t('delegation.activatedOn')}
            name="activated-on"
            value={relationship.activatedOn ?? ''}
            max={date}
            fault={fault('activatedOn')}
            onChange={(activatedOn) => set({ activatedOn, endsOn: null })}
          />
          {worldwide && (
            <div class="inline-field">
              <span>{t('grant.days')}</span>
              <Stepper
                label={t('grant.days')}
                value={relationship.days}
                min={1}
                max={730}
                onChange={(days) => set({ days, endsOn: null })}
              />
            </div>
          )}
          <DateField
            label={t('delegation.endsOn')}
            hint={t('delegation.endsHint')}
            name="ends-on"
            value={relationship.endsOn ?? ''}
            fault={fault('endsOn')}
            onChange={(endsOn) => set({ endsOn })}
          />
          {worldwide && (
            <Check
              label={t('delegation.autoExtend')}
              hint={t('delegation.autoExtendHint')}
              checked={relationship.autoExtend}
              onChange={(autoExtend) => set({ autoExtend })}
            />
          )}
        </>
      )}
      {worldwide && (
        <TextField
          label={t('delegation.name')}
          name="relationship-name"
          hint={t('delegation.nameHint')}
          value={relationship.name}
          onChange={(name) => set({ name })}
          fault={fault('name')}
          maxlength={50}
        />
      )}
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-delegation" onCancel={onClose} />
    </form>
  )
}
