import { useState } from 'preact/hooks'
import { daysBetween } from '#core/clock/clock.ts'
import { delegationAt, delegationEnds, requestEnds } from '#core/clock/delegation.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Relationship } from '#core/model/delegation.ts'
import { MoveDelegation } from '#extension/dashboard/customers/MoveDelegation.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useToday } from '#extension/ui/clock.ts'
import { delegationColours } from '#extension/ui/customers.ts'
import { daysInWords } from '#extension/ui/deadlines.ts'

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
        {relationship && <Facts relationship={relationship} />}
        {reason ? (
          <p class="hint">{t(`denied.${reason}`)}</p>
        ) : (
          !moving && (
            <fluent-button data-id="move-delegation" onClick={() => setMoving(true)}>
              {t('delegation.say')}
            </fluent-button>
          )
        )}
        {moving && <MoveDelegation customer={customer} state={state} onClose={() => setMoving(false)} />}
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

const facts = ['name', 'requestedOn', 'activatedOn', 'endsOn'] as const

/** What is known of the relationship. */
function Facts({ relationship }: { relationship: Relationship }) {
  const { t, speak } = useApp()
  return (
    <dl class="details">
      {facts.map((key) => {
        const fact = relationship[key]
        return (
          fact && (
            <>
              <dt>{t(`delegation.${key}`)}</dt>
              <dd>{key === 'name' ? fact : speak.date(fact)}</dd>
            </>
          )
        )
      })}
    </dl>
  )
}
