import { addressesOf } from '#core/model/hostPlaces.ts'
import type { Database } from '#core/storage/database.ts'
import { findCompany } from '#core/workspace/company.ts'
import { findHost } from '#core/workspace/hosting.ts'
import { findInbox } from '#core/workspace/inboxViews.ts'
import { findHostBefore } from '#core/workspace/moving.ts'

/** The addresses that connected places are reached at: the host, the one before it as long as it is kept, and the inbox. */
export async function listReached(db: Database): Promise<readonly string[]> {
  const [company, host, before, inbox] = await Promise.all([
    findCompany(db),
    findHost(db),
    findHostBefore(db),
    findInbox(db),
  ])
  return [
    ...(host && company ? addressesOf(host.settings, company.siteAddress) : []),
    ...(before ? addressesOf(before.settings, before.moved.from) : []),
    ...(inbox ? [inbox.queue] : []),
  ]
}
