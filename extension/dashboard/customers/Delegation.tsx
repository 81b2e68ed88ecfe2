import type { DelegationState } from '#core/model/kinds.ts'
import { useApp } from '#extension/ui/app.tsx'
import { delegationColours } from '#extension/ui/customers.ts'

/** A delegation's state as a badge; nothing where there is none. */
export function Delegation({ state }: { state: DelegationState }) {
  const { t } = useApp()
  return state === 'none' ? null : (
    <fluent-badge appearance="tint" color={delegationColours[state]}>
      {t(`delegation.${state}`)}
    </fluent-badge>
  )
}
