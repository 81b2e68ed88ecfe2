import * as v from 'valibot'
import { newId } from '#core/model/bytes.ts'
import type { Customer } from '#core/model/customer.ts'
import { responseHours } from '#core/model/kinds.ts'
import { Problem } from '#core/model/problem.ts'
import { requestInput, requestStates, type ServiceRequest } from '#core/model/request.ts'
import { filled, id, text } from '#core/model/schema.ts'
import type { Database } from '#core/storage/database.ts'
import { command } from '#core/workspace/command.ts'
import type { Work } from '#core/workspace/work.ts'

/** The request and its customer, for whom it may be worked on. */
async function open(work: Work, key: string): Promise<{ request: ServiceRequest; customer: Customer }> {
  const request = await work.get('requests', key)
  const customer = await work.get('customers', request.customerId)
  work.require('request.edit', customer)
  return { request, customer }
}

const about = ({ customerId, title }: Pick<ServiceRequest, 'customerId' | 'title'>) => ({
  customerId,
  detail: { title },
})

/** Writes a request for a customer; it is not sent yet. @returns the new id */
export const addRequest = command({
  input: v.object({ customerId: id, request: requestInput }),
  may: null,
  async run(work, { customerId, request: input }) {
    work.require('request.edit', await work.get('customers', customerId))
    const request: ServiceRequest = {
      id: newId(),
      customerId,
      ...input,
      state: 'none',
      number: '',
      notes: [],
      createdAt: work.at,
      createdBy: work.user.id,
      sentAt: null,
      closedAt: null,
      updatedAt: work.at,
    }
    await work.put('requests', request)
    await work.log('requestAdded', about(request))
    return request.id
  },
})

/** Changes a request that was not sent yet. */
export const saveRequest = command({
  input: v.object({ id, request: requestInput }),
  may: null,
  async run(work, { id: key, request: input }) {
    const { request } = await open(work, key)
    if (request.state !== 'none') throw new Problem('wrongState')
    await work.put('requests', { ...request, ...input, updatedAt: work.at })
    await work.log('requestChanged', about({ ...request, ...input }))
  },
})

/** A person has taken the text to Microsoft's portal; the response target runs from now. */
export const sendRequest = command({
  input: v.object({ id }),
  may: null,
  async run(work, input) {
    const { request } = await open(work, input.id)
    if (request.state === 'closed') throw new Problem('wrongState')
    await work.put('requests', {
      ...request,
      state: 'open',
      sentAt: request.sentAt ?? work.at,
      updatedAt: work.at,
    })
    await work.log('requestSent', about(request))
  },
})

/** Says how it stands at Microsoft, and Microsoft's number. */
export const moveRequest = command({
  input: v.object({ id, state: v.picklist(requestStates, 'choice'), number: text(40) }),
  may: null,
  async run(work, { id: key, state, number }) {
    const { request } = await open(work, key)
    if (state === 'none' && request.sentAt !== null) throw new Problem('wrongState')
    await work.put('requests', {
      ...request,
      state,
      number,
      closedAt: state === 'closed' ? (request.closedAt ?? work.at) : null,
      updatedAt: work.at,
    })
    await work.log('requestMoved', {
      ...about(request),
      detail: { title: request.title, requestState: state },
    })
  },
})

/** Adds a note. */
export const noteRequest = command({
  input: v.object({ id, text: filled(2000) }),
  may: null,
  async run(work, { id: key, text: note }) {
    const { request } = await open(work, key)
    const notes = [...request.notes, { id: newId(), at: work.at, by: work.user.id, text: note }]
    await work.put('requests', { ...request, notes, updatedAt: work.at })
    await work.log('requestNoted', about(request))
  },
})

/**
 * The text for Microsoft's form. In English whatever the screens speak: only
 * then do the response targets hold.
 */
export function requestText(request: ServiceRequest, customer: Customer): string {
  const { contact } = request
  return [
    `Title: ${request.title}`,
    `Severity: ${request.severity} (first response within ${responseHours[request.severity]} hours)`,
    ...(request.product ? [`Product: ${request.product}`] : []),
    `Customer: ${customer.name}${customer.tenantId ? `, tenant ${customer.tenantId}` : ''}${customer.domains[0] ? `, ${customer.domains[0]}` : ''}`,
    `Contact (partner): ${[contact.name, contact.email, contact.phone].filter(Boolean).join(', ')}`,
    '',
    request.description,
  ].join('\n')
}

/** A customer's requests, the latest first. */
export async function requestsOf(db: Database, customerId: string): Promise<ServiceRequest[]> {
  const all = await db.at('requests').where({ customerId }).toArray()
  return all.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
}
