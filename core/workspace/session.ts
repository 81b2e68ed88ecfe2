import type { Company } from '#core/model/company.ts'
import type { User } from '#core/model/user.ts'
import type { Database } from '#core/storage/database.ts'
import type { WorkspaceRecord } from '#core/storage/records.ts'

export type Session = Readonly<{ workspace: WorkspaceRecord; company: Company; user: User }>

/**
 * The workspace and who works in it; null before the set-up. `nobody` when the
 * actor is unknown or not active any more: that person must say who they are,
 * and never becomes somebody else.
 */
export async function findSession(db: Database, actor: string | null): Promise<Session | 'nobody' | null> {
  const [workspace, company, user] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.at('company').get('company'),
    actor === null ? undefined : db.at('users').get(actor),
  ])
  if (!workspace || !company) return null
  return user?.active ? { workspace, company, user } : 'nobody'
}

/** What somebody who is not known yet may see: whether this is the example, and whom to choose where nobody could prove who they are. */
export type Door = Readonly<{ example: boolean; choices: readonly Pick<User, 'id' | 'name'>[] }>

/** As long as anybody active has a passphrase, a passphrase is asked for and no name shown; without any, there is nothing that one would open. */
export async function findDoor(db: Database): Promise<Door> {
  const [workspace, users, ways] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.at('users').toArray(),
    db.at('vault').toCollection().primaryKeys(),
  ])
  const active = users.filter((user) => user.active)
  const provable = active.some(({ id }) => ways.includes(id))
  return {
    example: workspace?.example ?? false,
    choices: provable ? [] : active.map(({ id, name }) => ({ id, name })),
  }
}
