import { useRef, useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import type { Version } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { Undo } from '#core/workspace/command.ts'
import { verifyCompany } from '#core/workspace/company.ts'
import { findCustomer } from '#core/workspace/customers.ts'
import { linkOf, markSent } from '#core/workspace/links.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { listRecipients } from '#core/workspace/offerViews.ts'
import { undo } from '#core/workspace/undo.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyLater } from '#extension/ui/clipboard.ts'
import type { KeptDraft } from '#extension/ui/maker/useDraft.ts'

type Frozen = Readonly<{
  version: Version
  recipient: Recipient | null
  customer: Customer | null
  undo: Undo
}>

/** An offer that was made of a draft, and whether its link is in the clipboard. */
export type MadeOffer = Frozen & Readonly<{ copied: boolean }>

/** Makes the offer of a draft, and takes the making back. What goes wrong is the draft's problem. */
export function useMaking({ draft, kept, setProblem }: KeptDraft) {
  const { db, attempt } = useApp()
  const { company } = useSession()
  const [made, setMade] = useState<MadeOffer>()
  // What customers see of the company has to be looked at before the first offer.
  const [unverified, setUnverified] = useState(false)
  const busy = useRef(false)

  /** Freezes the draft. @returns what came of it, or null when something is not right yet */
  async function freeze(): Promise<Frozen | null> {
    const frozen = await attempt(freezeDraft, { id: draft.id }, await kept())
    if (!frozen.ok) {
      setUnverified(frozen.problem.code === 'notVerified')
      setProblem(frozen.problem)
      return null
    }
    const version = frozen.value
    const customer = draft.audience === 'one' ? await findCustomer(db, draft.customerIds[0]!) : null
    const recipient =
      customer && (await listRecipients(db, version.offerId)).find((each) => each.customerId === customer.id)
    return { version, recipient: recipient ?? null, customer, undo: frozen.undo }
  }

  async function freezeAndCopy(): Promise<void> {
    const freezing = freeze()
    const link = freezing.then((frozen) =>
      frozen
        ? linkOf(company, frozen.version, frozen.recipient)
        : Promise.reject(new Error('nothing was made')),
    )
    const copied = await copyLater(link)
    const frozen = await freezing
    if (!frozen) return
    const { version, recipient } = frozen
    const marked = copied
      ? await attempt(markSent, {
          code: version.code,
          recipientId: recipient?.id ?? null,
          way: 'linkCopied',
        })
      : null
    setMade({ ...frozen, copied, undo: [...frozen.undo, ...(marked?.ok ? marked.undo : [])] })
  }

  /** Makes the offer, once however often one presses. */
  async function create() {
    if (busy.current) return
    busy.current = true
    await freezeAndCopy().finally(() => (busy.current = false))
  }

  async function verify() {
    const verified = await attempt(verifyCompany, undefined)
    if (!verified.ok) return setProblem(verified.problem)
    setUnverified(false)
    setProblem(undefined)
    await create()
  }

  /** Takes the making back: the draft is there again. */
  async function takeBack(changes: Undo) {
    const undone = await attempt(undo, changes)
    if (!undone.ok) return setProblem(undone.problem)
    setMade(undefined)
  }

  return { made, unverified, create, verify, takeBack }
}
