import * as v from 'valibot'
import { isPortalAddress, portalAddress, portalsOf, type Portal } from '#core/catalog/portals.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import { id, text } from '#core/model/schema.ts'
import type { Database } from '#core/storage/database.ts'
import type { RecordOf } from '#core/storage/records.ts'
import { command } from '#core/workspace/command.ts'

type PortalEdit = RecordOf['portalEdits']

/** A portal as this workspace has it. */
export type PortalView = Readonly<{
  id: string
  name: string
  address: string
  use: Portal['use'] | 'own'
  hidden: boolean
  /** The address is not the catalog's. */
  changed: boolean
  /** The change as it is kept; null where there is none. */
  edit: PortalEdit | null
}>

/** The catalog's portals with this workspace's changes, then its own. */
export async function portals(db: Database, cloud: Company['cloud']): Promise<PortalView[]> {
  const edits = await db.at('portalEdits').toArray()
  const known = portalsOf(cloud)
  const listed = known.map((portal) => {
    const edit = edits.find((each) => each.id === portal.id)
    return {
      ...portal,
      address: edit?.address || portal.address,
      hidden: edit?.hidden ?? false,
      changed: Boolean(edit?.address),
      edit: edit ?? null,
    }
  })
  const own = edits
    .filter((edit) => edit.name !== '')
    .map((edit) => ({
      id: edit.id,
      name: edit.name,
      address: edit.address,
      use: 'own' as const,
      hidden: edit.hidden,
      changed: false,
      edit,
    }))
  return [...listed, ...own]
}

/** What a portal is called, its own name or the catalog's. */
const nameOf = ({ id, name }: PortalEdit, { cloud }: Company) =>
  name || (portalsOf(cloud).find((each) => each.id === id)?.name ?? '')

/** Changes or hides a portal, or adds one of the workspace's own, which has a name. An empty address is the catalog's. */
export const savePortal = command({
  input: v.pipe(
    v.object({ id, own: v.boolean(), name: text(80), address: text(500), hidden: v.boolean() }),
    v.forward(
      v.check(({ own, name }) => own === (name !== ''), 'required'),
      ['name'],
    ),
  ),
  may: 'portal.edit',
  async run(work, { own, ...input }) {
    if ((own || input.address) && !isPortalAddress(input.address))
      throw new Problem('portalAddress', {}, [{ path: 'address', rule: 'portalAddress' }])
    await work.put('portalEdits', input)
    await work.log('portalChanged', { detail: { name: nameOf(input, work.company) } })
  },
})

/** Takes a change back, or an own portal away. */
export const resetPortal = command({
  input: v.object({ id }),
  may: 'portal.edit',
  async run(work, input) {
    const edit = await work.get('portalEdits', input.id)
    await work.remove('portalEdits', edit.id)
    await work.log('portalReset', { detail: { name: nameOf(edit, work.company) } })
  },
})

/** Where a portal opens for a customer, or what must be known of the customer first. */
export const addressFor = (
  portal: Pick<PortalView, 'address'>,
  customer: Customer,
  cloud: Company['cloud'],
) => portalAddress(portal.address, customer, cloud)
