import { endpointKinds, type CompanyInput } from '#core/model/company.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Select, TextField } from '#extension/ui/fields.tsx'

/** Where pages hand answers over, if anywhere. */
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
  const address = endpoint && 'address' in endpoint ? endpoint.address : ''
  const choose = (kind: 'none' | (typeof endpointKinds)[number]) =>
    onChange(kind === 'none' ? null : kind === 'netlify' ? { kind } : { kind, address })
  return (
    <>
      <Select
        label={t('company.endpoint')}
        name="endpoint"
        hint={t('company.endpointHint')}
        value={endpoint?.kind ?? 'none'}
        options={(['none', ...endpointKinds] as const).map((each) => [each, t(`endpoint.${each}`)])}
        onChange={choose}
      />
      {endpoint && endpoint.kind !== 'netlify' && (
        <TextField
          label={t('company.endpointAddress')}
          name="endpoint-address"
          type="url"
          placeholder="https://"
          hint={t(endpoint.kind === 'form' ? 'company.endpointFormHint' : 'company.endpointFlowHint')}
          value={address}
          onChange={(typed) => onChange({ ...endpoint, address: typed })}
          fault={fault}
        />
      )}
    </>
  )
}
