import { useApp } from '#extension/ui/app.tsx'
import { TextField } from '#extension/ui/fields.tsx'

type FieldProps = Readonly<{
  value: string
  onChange: (value: string) => void
  label?: string
  name?: string
  /** It is made up here, so the browser offers none that it knows. */
  isNew?: boolean
  fault?: string | undefined
}>

/** A field for a passphrase. */
export function PassphraseField({ label, name = 'passphrase', isNew = false, ...field }: FieldProps) {
  const { t } = useApp()
  return (
    <TextField
      label={label ?? t('vault.passphrase')}
      name={name}
      type="password"
      autocomplete={isNew ? 'new-password' : 'current-password'}
      {...field}
    />
  )
}

/** The button that sends a form off for which the browser has to compute for a while. */
export function BusyButton({ busy, id, text }: { busy: boolean; id: string; text: string }) {
  return (
    <fluent-button type="submit" appearance="primary" data-id={id} disabled={busy}>
      {busy ? <fluent-spinner size="tiny" /> : text}
    </fluent-button>
  )
}
