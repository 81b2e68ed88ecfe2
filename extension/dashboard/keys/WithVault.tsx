import type { ComponentChildren } from 'preact'
import { useApp } from '#extension/ui/app.tsx'
import { Unlock } from '#extension/ui/Unlock.tsx'

type VaultProps = Readonly<{ children: ComponentChildren; onClose: () => void }>

/** A dialog that is of use only with the vault open: asks for the passphrase first where it is locked. */
export function WithVault({ children, onClose }: VaultProps) {
  const { t, dataKey } = useApp()
  return dataKey ? <>{children}</> : <Unlock why={t('key.unlock')} onClose={onClose} />
}
