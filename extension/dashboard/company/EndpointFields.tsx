import { useState } from 'preact/hooks'
import { endpointKinds, type CompanyInput } from '#core/model/company.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Select, TextField } from '#extension/ui/fields.tsx'

/** Where pages hand answers over, if anywhere. An inbox is set by connecting to it: here it can only be given up. */
export function EndpointFields({
  endpoint,
  onChange,
  fault,
}: {
  endpoint: CompanyInput['endpoint']
  onChange: (endpoint: CompanyInput['endpoint']) => void
  fault: string | undefined
}) {
  const { t } = useApp()
  /** Whoever gives it up can take it back until they save. */
  const [inbox] = useState(endpoint?.kind === 'queue' ? endpoint : null)
  const typed = endpoint && endpoint.kind !== 'queue' && 'address' in endpoint ? endpoint : null
  const kinds = ['none', ...endpointKinds, ...(inbox ? (['queue'] as const) : [])] as const
  const choose = (kind: (typeof kinds)[number]) => {
    if (kind === 'none') onChange(null)
    else if (kind === 'netlify') onChange({ kind })
    else onChange(kind === 'queue' ? inbox : { kind, address: typed?.address ?? '' })
  }
  return (
    <>
      <Select
        label={t('company.endpoint')}
        name="endpoint"
        hint={t('company.endpointHint')}
        value={endpoint?.kind ?? 'none'}
        options={kinds.map((each) => [each, t(`endpoint.${each}`)])}
        onChange={choose}
      />
      {typed && (
        <TextField
          label={t('company.endpointAddress')}
          name="endpoint-address"
          type="url"
          placeholder="https://"
          hint={t(typed.kind === 'form' ? 'company.endpointFormHint' : 'company.endpointFlowHint')}
          value={typed.address}
          onChange={(address) => onChange({ ...typed, address })}
          fault={fault}
        />
      )}
    </>
  )
}
