import * as v from 'valibot'
import { delegationAt } from '#core/clock/delegation.ts'
import { keyStateAt } from '#core/clock/productKey.ts'
import { lastDayOf } from '#core/clock/subscription.ts'
import { fold } from '#core/locale/fold.ts'
import { newId } from '#core/model/bytes.ts'
import type { Customer } from '#core/model/customer.ts'
import { isDelegated } from '#core/model/kinds.ts'
import { Problem, type FieldFault } from '#core/model/problem.ts'
import {
  groupProductKey,
  keyLines,
  keySecretId,
  productKeySchema,
  readProductKey,
  type ProductKey,
} from '#core/model/productKey.ts'
import { id, isoDate } from '#core/model/schema.ts'
import type { Database } from '#core/storage/database.ts'
import { fingerprintOf, openSecret, sealSecret, type Sealed } from '#core/storage/vault.ts'
import { command } from '#core/workspace/command.ts'
import { newRelationship } from '#core/workspace/delegations.ts'
import { checkSale } from '#core/workspace/sales.ts'
import { insertSubscription } from '#core/workspace/subscriptions.ts'
import { openVault, stillOpen, type OpenVault } from '#core/workspace/vault.ts'
import type { Work } from '#core/workspace/work.ts'

const { product, licences, term, expiresOn, reference } = productKeySchema.entries

type Sealing = Readonly<{ id: string; fingerprint: string; sealed: Sealed }>

/** Reads the lines of a text as keys. @throws Problem `invalid`, with each line (from 0) that is none */
function readKeys(typed: string): string[] {
  const lines = keyLines(typed)
  if (!lines.length) throw new Problem('invalid', {}, [{ path: 'keys', rule: 'required' }])
  const faults: FieldFault[] = []
  const keys: string[] = []
  for (const [index, line] of lines.entries()) {
    const reading = readProductKey(line)
    if (!reading.ok) faults.push({ path: `keys.${index}`, rule: reading.rule })
    else if (keys.includes(reading.key)) faults.push({ path: `keys.${index}`, rule: 'unique' })
    else keys.push(reading.key)
  }
  if (faults.length) throw new Problem('invalid', {}, faults)
  return keys
}

/** Puts keys of one product into the vault, each sealed by itself. The vault must be open. @returns how many */
export const addKeys = command({
  input: v.object({ product, licences, term, expiresOn, reference, keys: v.string('required') }),
  may: 'key.manage',
  async prepare(context, input): Promise<{ vault: OpenVault; sealings: Sealing[] }> {
    const symbols = readKeys(input.keys)
    const vault = await openVault(context)
    const sealings = await Promise.all(
      symbols.map(async (key) => {
        const keyId = newId()
        return {
          id: keyId,
          fingerprint: await fingerprintOf(vault.keys, key),
          sealed: await sealSecret(vault.keys, keySecretId(keyId), key),
        }
      }),
    )
    return { vault, sealings }
  },
  async run(
    work,
    { product: of, licences: n, term: length, expiresOn: until, reference: order },
    { vault, sealings },
  ) {
    await stillOpen(work, vault)
    const known = { product: of, licences: n, term: length, expiresOn: until, reference: order }
    for (const [index, { id: keyId, fingerprint, sealed }] of sealings.entries()) {
      if (await work.db.at('productKeys').where({ fingerprint }).count())
        throw new Problem('keyKnown', { n: index + 1 }, [{ path: `keys.${index}`, rule: 'unique' }])
      await work.put('secrets', { id: keySecretId(keyId), ...sealed })
      await work.put('productKeys', {
        id: keyId,
        ...known,
        state: 'available',
        customerId: null,
        redeemedOn: null,
        subscriptionId: null,
        fingerprint,
        createdAt: work.at,
        createdBy: work.user.id,
      })
    }
    await work.log('keysAdded', { detail: { n: sealings.length, product: of.name } })
    return sealings.length
  },
})

/** Opens one key for a person to read or copy. That it was shown is in the log, the key is not. */
export const showKey = command({
  input: v.object({ id }),
  may: 'key.manage',
  async prepare(context, input) {
    const { keys } = await openVault(context)
    const secret = await context.db.at('secrets').get(keySecretId(input.id))
    if (!secret) throw new Problem('notFound', { what: 'productKeys' })
    return groupProductKey(await openSecret(keys, secret.id, secret))
  },
  async run(work, input, key) {
    const record = await work.get('productKeys', input.id)
    await work.log('keyShown', { customerId: record.customerId, detail: { product: record.product.name } })
    return key
  },
})

/** @throws Problem `keyExpired`, `wrongState` */
function usable(work: Work, key: ProductKey): void {
  const state = keyStateAt(key, work.date)
  if (state === 'expired') throw new Problem('keyExpired')
  if (state === 'redeemed') throw new Problem('wrongState')
}

/** Sets a key aside for a customer, or free again (null). */
export const assignKey = command({
  input: v.object({ id, customerId: v.nullable(id) }),
  may: 'key.manage',
  async run(work, { id: keyId, customerId }) {
    const key = await work.get('productKeys', keyId)
    if (customerId) usable(work, key)
    else if (key.state === 'redeemed') throw new Problem('wrongState')
    if (customerId) await work.get('customers', customerId)
    await work.put('productKeys', { ...key, state: customerId ? 'assigned' : 'available', customerId })
    await work.log('keyAssigned', {
      customerId: customerId ?? key.customerId,
      detail: { product: key.product.name },
    })
  },
})

/** Whether what was typed names the customer: case, accents and blanks at the ends do not count. */
const names = (customer: Customer, typed: string) => fold(typed.trim()) === fold(customer.name.trim())

/**
 * A person has redeemed an assigned key at Microsoft for its customer. The
 * customer's name is given again, because keys redeemed for the wrong
 * customer do not come back. The subscription is there from that day, with
 * partner of record and delegation as they were arranged in the same pass.
 *
 * @returns the new subscription's id
 */
export const redeemKey = command({
  input: v.object({
    id,
    /** The customer's name, typed again. */
    confirmedName: v.string(),
    redeemedOn: isoDate,
    partnerOfRecord: v.boolean(),
    delegationRequested: v.boolean(),
  }),
  may: 'key.manage',
  async run(work, input) {
    const key = await work.get('productKeys', input.id)
    usable(work, key)
    if (key.state !== 'assigned' || !key.customerId) throw new Problem('wrongState')
    const customer = await work.get('customers', key.customerId)
    if (!names(customer, input.confirmedName))
      throw new Problem('wrongCustomer', { customer: customer.name }, [
        { path: 'confirmedName', rule: 'customerName' },
      ])
    const wanted = {
      product: key.product,
      licences: key.licences,
      trial: false,
      term: key.term,
      billing: 'none' as const,
      startsOn: input.redeemedOn,
      endsOn: lastDayOf({ trial: false, term: key.term }, input.redeemedOn),
      autoRenew: false,
      partnerOfRecord: input.partnerOfRecord ? ('own' as const) : ('unknown' as const),
      externalId: '',
      note: key.reference,
    }
    await checkSale(work.db, customer, wanted, work.date)
    const subscription = await insertSubscription(work, customer.id, wanted, {
      source: 'key',
      sourceId: key.id,
      state: 'active',
    })
    await work.put('productKeys', {
      ...key,
      state: 'redeemed',
      redeemedOn: input.redeemedOn,
      subscriptionId: subscription.id,
    })
    if (input.delegationRequested && !isDelegated(delegationAt(customer, work.date))) {
      work.require('offer.delegation')
      await work.put('customers', {
        ...customer,
        delegation: 'requested',
        relationship: { ...newRelationship(''), requestedOn: input.redeemedOn },
      })
    }
    await work.log('keyRedeemed', { customerId: customer.id, detail: { product: key.product.name } })
    return subscription.id
  },
})

/** Takes a key that was not redeemed out of the vault. */
export const removeKey = command({
  input: v.object({ id }),
  may: 'key.manage',
  async run(work, input) {
    const key = await work.get('productKeys', input.id)
    if (key.state === 'redeemed') throw new Problem('wrongState')
    await work.remove('productKeys', key.id)
    await work.remove('secrets', keySecretId(key.id))
    await work.log('keyRemoved', { detail: { product: key.product.name } })
  },
})

export type KeyView = Readonly<{ key: ProductKey; customer: Customer | null }>

/** All keys: usable ones first, then by product. */
export async function listProductKeys(db: Database): Promise<KeyView[]> {
  const keys = await db.at('productKeys').toArray()
  const ids = [...new Set(keys.flatMap(({ customerId }) => customerId ?? []))]
  const customers = new Map(
    (await db.at('customers').bulkGet(ids)).map((customer) => [customer?.id, customer]),
  )
  const rank = ({ state, product: { name }, createdAt }: ProductKey) =>
    `${{ assigned: 0, available: 1, redeemed: 2 }[state]}${name}${createdAt}`
  return keys
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map((key) => ({ key, customer: customers.get(key.customerId ?? '') ?? null }))
}
