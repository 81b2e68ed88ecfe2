import { portalsOf } from '#core/catalog/portals.ts'
import type { BackupFile } from '#core/exchange/backup.ts'
import type { User } from '#core/model/user.ts'
import { tableNames, type TableName } from '#core/storage/records.ts'

/** What a backup would bring, of what a forger would change: a person compares it with what they know. */
export type BackupSummary = Readonly<{
  company: string
  partnerIds: readonly string[]
  siteAddress: string
  endpoint: string
  /** Id of the key that new offers' answers are sealed to. */
  replyKey: string
  staff: readonly Pick<User, 'name' | 'email' | 'role' | 'active'>[]
  /** Addresses that are not the catalog's. */
  portals: readonly Readonly<{ name: string; address: string }>[]
  counts: readonly Readonly<{ table: TableName; n: number }>[]
}>

/** @returns null for a file without a workspace or a company: there is nothing to restore */
export function summaryOf({ head, counts }: BackupFile): BackupSummary | null {
  const [workspace] = head.workspace
  const [company] = head.company
  if (!workspace || !company) return null
  const known = portalsOf(company.cloud)
  return {
    company: company.name,
    partnerIds: company.offices.map(({ partnerId }) => partnerId),
    siteAddress: company.siteAddress,
    endpoint:
      company.endpoint && 'address' in company.endpoint
        ? // What follows is a queue's grant: it tells nobody where replies go.
          company.endpoint.address.replace(company.endpoint.kind === 'queue' ? /\?.*/ : '', '')
        : (company.endpoint?.kind ?? ''),
    replyKey: workspace.replyKey.id,
    staff: head.users.map(({ name, email, role, active }) => ({ name, email, role, active })),
    portals: head.portalEdits
      .filter(({ address }) => address !== '')
      .map(({ id, name, address }) => ({
        name: name || (known.find((each) => each.id === id)?.name ?? id),
        address,
      })),
    counts: tableNames.map((table) => ({ table, n: counts[table] })).filter(({ n }) => n > 0),
  }
}
