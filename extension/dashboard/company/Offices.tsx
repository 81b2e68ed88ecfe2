import { newId } from '#core/model/bytes.ts'
import type { CompanyInput } from '#core/model/company.ts'
import { useApp } from '#extension/ui/app.tsx'
import { TextField } from '#extension/ui/fields.tsx'

type Office = CompanyInput['offices'][number]

/** Partner offices, each with the partner ID that its offers name. */
export function Offices({
  offices,
  onChange,
  fault,
  several,
}: {
  offices: readonly Office[]
  onChange: (offices: Office[]) => void
  /** What is wrong at a path of the company. */
  fault: (path: string) => string | undefined
  /** More may be added. */
  several: boolean
}) {
  const { t } = useApp()
  const set = (index: number, part: Partial<Office>) =>
    onChange(offices.map((office, at) => (at === index ? { ...office, ...part } : office)))
  return (
    <>
      {offices.map((office, index) => {
        const suffix = index ? `-${index + 1}` : ''
        return (
          <div key={office.id} class={offices.length > 1 ? 'pair' : undefined}>
            {offices.length > 1 && (
              <TextField
                label={t('company.office')}
                name={`office-name${suffix}`}
                value={office.name}
                onChange={(name) => set(index, { name })}
                fault={fault(`offices.${index}.name`)}
                maxlength={80}
              />
            )}
            <TextField
              label={t('company.partnerId')}
              name={`partner-id${suffix}`}
              hint={index ? undefined : t('company.partnerIdHint')}
              value={office.partnerId}
              onChange={(partnerId) => set(index, { partnerId })}
              fault={fault(`offices.${index}.partnerId`)}
              maxlength={10}
            />
            {offices.length > 1 && index > 0 && (
              <div>
                <fluent-button
                  type="button"
                  size="small"
                  appearance="subtle"
                  onClick={() => onChange(offices.filter((each) => each.id !== office.id))}
                >
                  {t('company.removeOffice', { office: office.name || String(index + 1) })}
                </fluent-button>
              </div>
            )}
          </div>
        )
      })}
      {several && (
        <div>
          <fluent-button
            type="button"
            size="small"
            data-id="add-office"
            onClick={() =>
              onChange([...offices, { id: newId(), name: String(offices.length + 1), partnerId: '' }])
            }
          >
            {t('company.addOffice')}
          </fluent-button>
          <p class="hint">{t('company.officeHint')}</p>
        </div>
      )}
    </>
  )
}
