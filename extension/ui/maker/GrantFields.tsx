import { delegationRoles } from '#core/catalog/roles.ts'
import { grantLevels, type Grant } from '#core/model/terms.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Choices, Stepper } from '#extension/ui/fields.tsx'

/** A level of delegated administration or a set of roles, and for how long. */
export function GrantFields({ grant, onChange }: { grant: Grant; onChange: (grant: Grant) => void }) {
  const { t } = useApp()
  return (
    <>
      <Choices
        label={t('grant.level')}
        value={grant.level}
        options={grantLevels.map((level) => [level, t(`grant.${level}`), t(`grant.${level}Hint`)])}
        onChange={(level) => onChange({ ...grant, level, roles: level === 'roles' ? delegationRoles.slice(0, 4) : [] })}
      />
      {grant.level === 'roles' && (
        <div class="roles">
          {delegationRoles.map((role) => (
            <Check
              key={role.id}
              label={role.name}
              checked={grant.roles.some((each) => each.id === role.id)}
              onChange={(checked) => onChange({ ...grant, roles: checked ? [...grant.roles, role] : grant.roles.filter((each) => each.id !== role.id) })}
            />
          ))}
        </div>
      )}
      <div class="inline-field">
        <span>{t('grant.days')}</span>
        <Stepper label={t('grant.days')} value={grant.days} min={1} max={730} onChange={(days) => onChange({ ...grant, days })} />
      </div>
    </>
  )
}
