import * as v from 'valibot'
import { newId } from '#core/model/bytes.ts'
import { customerInput } from '#core/model/customer.ts'
import { id } from '#core/model/schema.ts'
import { command } from '#core/workspace/command.ts'

/** Adds a customer. @returns the new id */
export const addCustomer = command({
  input: customerInput,
  may: 'customer.edit',
  async run(work, input) {
    const customer = { id: newId(), ...input, delegation: 'none' as const, createdAt: work.at }
    await work.put('customers', customer)
    await work.log('customerAdded', { customerId: customer.id, detail: { name: customer.name } })
    return customer.id
  },
})

/** Changes what is known of a customer. Offers that were sent stay as they are. */
export const saveCustomer = command({
  input: v.object({ id, ...customerInput.entries }),
  may: 'customer.edit',
  async run(work, input) {
    const customer = await work.get('customers', input.id)
    await work.put('customers', { ...customer, ...input })
    await work.log('customerChanged', { customerId: customer.id, detail: { name: input.name } })
  },
})
