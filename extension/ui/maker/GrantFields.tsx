import { delegationRoles, presetRoles } from '#core/catalog/roles.ts'
import { longestRelationshipName } from '#core/model/delegation.ts'
import type { FieldFault } from '#core/model/problem.ts'
import { globalAdministratorId, grantLevels, type Grant } from '#core/model/terms.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Check, Choices, TextField, faultOf } from '#extension/ui/fields.tsx'
import { Stepper } from '#extension/ui/Stepper.tsx'

/**
 * A level of delegated administration or a set of roles, its name at
 * Microsoft, for how long, and whether it is extended. In 21Vianet there are
 * only the two levels.
 */
export function GrantFields({
  grant,
  onChange,
  faults = [],
  path = 'terms.grant',
}: {
  grant: Grant
  onChange: (grant: Grant) => void
  faults?: readonly FieldFault[]
  path?: string
}) {
  const { t } = useApp()
  const { company } = useSession()
  const worldwide = company.cloud === 'worldwide'
  const levels = grantLevels.filter((level) => worldwide || level !== 'roles')
  return (
    <>
      <Choices
        label={t('grant.level')}
        value={grant.level}
        options={levels.map((level) => [level, t(`grant.${level}`), t(`grant.${level}Hint`)])}
        onChange={(level) =>
          onChange({ ...grant, level, roles: level === 'roles' ? [...presetRoles.limited] : [] })
        }
      />
      {grant.level === 'roles' && <RoleFields grant={grant} onChange={onChange} />}
      {worldwide && (
        <RelationshipFields
          grant={grant}
          onChange={onChange}
          nameFault={faultOf(t, faults, `${path}.name`)}
        />
      )}
    </>
  )
}

type PartProps = { grant: Grant; onChange: (grant: Grant) => void }

const isGlobal = (role: { id: string }) => role.id === globalAdministratorId

/** Each role by itself. What holds the global administrator is never extended. */
function RoleFields({ grant, onChange }: PartProps) {
  const { t } = useApp()
  const choose = (roles: Grant['roles']) =>
    onChange({ ...grant, roles, ...(roles.some(isGlobal) ? { autoExtend: false } : {}) })
  return (
    <div class="roles">
      {delegationRoles.map((role) => (
        <Check
          key={role.id}
          label={role.name}
          hint={isGlobal(role) ? t('grant.globalHint') : undefined}
          checked={grant.roles.some((each) => each.id === role.id)}
          onChange={(checked) =>
            choose(checked ? [...grant.roles, role] : grant.roles.filter((each) => each.id !== role.id))
          }
        />
      ))}
    </div>
  )
}

/** The relationship that Microsoft makes of it: how long it lasts, its name, whether it is extended. */
function RelationshipFields({ grant, onChange, nameFault }: PartProps & { nameFault: string | undefined }) {
  const { t } = useApp()
  const held = grant.level === 'roles' ? grant.roles : presetRoles[grant.level]
  const everything = held.some(isGlobal)
  return (
    <>
      {grant.level !== 'roles' && (
        <p class="hint">{t('grant.holds', { roles: held.map((role) => role.name).join(', ') })}</p>
      )}
      <div class="inline-field">
        <span>{t('grant.days')}</span>
        <Stepper
          label={t('grant.days')}
          value={grant.days}
          min={1}
          max={730}
          onChange={(days) => onChange({ ...grant, days })}
        />
      </div>
      <TextField
        label={t('grant.name')}
        name="grant-name"
        hint={t('grant.nameHint')}
        value={grant.name ?? ''}
        maxlength={longestRelationshipName}
        fault={nameFault}
        onChange={(name) => onChange(withName(grant, name))}
      />
      <Check
        label={t('delegation.autoExtend')}
        hint={t(everything ? 'rule.noAutoExtend' : 'delegation.autoExtendHint')}
        checked={grant.autoExtend ?? false}
        onChange={(autoExtend) => !everything && onChange({ ...grant, autoExtend })}
      />
    </>
  )
}

/** What says nothing is left out of the offer. */
function withName(grant: Grant, name: string): Grant {
  const { name: _before, ...rest } = grant
  return name ? { ...rest, name } : rest
}
