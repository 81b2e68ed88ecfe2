import { useEffect, useRef, useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { summaryId } from '#core/model/grouping.ts'
import type { Draft, Version } from '#core/model/offer.ts'
import type { FieldFault } from '#core/model/problem.ts'
import type { Recipient } from '#core/model/recipient.ts'
import { undo, type Undo } from '#core/workspace/command.ts'
import { verifyCompany } from '#core/workspace/company.ts'
import { findCustomer } from '#core/workspace/customers.ts'
import { findDraft, deleteDraft, saveDraft } from '#core/workspace/drafts.ts'
import { linkOf, markSent } from '#core/workspace/links.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { listRecipients } from '#core/workspace/offerViews.ts'
import { UndoButton, useApp, useSession } from '#extension/ui/app.tsx'
import { copyLater } from '#extension/ui/clipboard.ts'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { How } from '#extension/ui/maker/How.tsx'
import type { StepProps } from '#extension/ui/maker/step.ts'
import { subjectInWords, useSubject } from '#extension/ui/maker/subject.ts'
import { What } from '#extension/ui/maker/What.tsx'
import { Who } from '#extension/ui/maker/Who.tsx'
import { Share } from '#extension/ui/Share.tsx'

const steps = ['who', 'what', 'how'] as const
type Step = (typeof steps)[number]

type Frozen = { version: Version; recipient: Recipient | null; customer: Customer | null; undo: Undo }
type Made = Frozen & { copied: boolean }

/**
 * Makes an offer, one step per choice: who, what, how. Every change is kept
 * as a draft at once, so that nothing is lost when the popup closes; an offer
 * in which nothing was chosen yet leaves nothing behind.
 */
export function Maker({ draft: initial, onClose }: { draft: Draft; onClose: () => void }) {
  const { t, db, speak, run, attempt, chosen, setChosen } = useApp()
  const { company } = useSession()
  const [draft, setDraft] = useState(initial)
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [problem, setProblem] = useState<string>()
  const [unverified, setUnverified] = useState(false)
  const [made, setMade] = useState<Made>()
  const busy = useRef(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const latest = useRef(draft)
  // One write after the other, so that an older state never lands on a newer one.
  const saving = useRef<Promise<unknown>>(Promise.resolve())
  const stored = useRef<unknown>(null)
  const [overtaken, setOvertaken] = useState(false)
  useEffect(() => {
    saving.current = saving.current.then(readStored)
  }, [])

  const step = steps.includes(draft.step as Step) ? (draft.step as Step) : 'who'

  const change = (part: Partial<Draft>) => {
    const next = { ...latest.current, ...part }
    latest.current = next
    setDraft(next)
    setProblem(undefined)
    setFaults([])
    save(next)
  }
  /** Keeps the draft as it stands; never over what another window has made of it. */
  const save = (next: Draft) => {
    saving.current = keep(saving.current, next)
  }
  async function keep(before: Promise<unknown>, next: Draft): Promise<void> {
    await before
    const kept = await attempt(saveDraft, next, expected())
    if (kept.ok) stored.current = kept.undo[0]?.after
    else setProblem(speak.problem(kept.problem))
    setOvertaken(!kept.ok && kept.problem.code === 'changedElsewhere')
  }
  const expected = () => ({ table: 'drafts' as const, key: initial.id, record: stored.current ?? null })
  /** The record of the draft as it is now, whoever wrote it. */
  const readStored = async () => {
    stored.current = await findDraft(db, initial.id)
  }
  const overwrite = () => {
    saving.current = saving.current.then(readStored)
    setProblem(undefined)
    save(latest.current)
  }
  const takeNewer = async () => {
    await readStored()
    setOvertaken(false)
    setProblem(undefined)
    if (!stored.current) return onClose()
    latest.current = stored.current as Draft
    setDraft(latest.current)
  }
  const go = (to: Step) => change({ step: to })

  const subject = useSubject(draft)
  const only = draft.audience === 'one' ? subject?.customers[0] : undefined
  // Whose data is being worked on and whom the offer is for are one, except on the page of the former.
  useEffect(() => {
    if (only && chosen && chosen.id !== only.id && !location.hash.startsWith(`#/customers/${chosen.id}`))
      setChosen({ id: only.id, name: only.name })
  }, [only?.id, chosen?.id])
  const making = subject && (
    <span class="making" data-id="making">
      {subjectInWords(t, draft, { ...subject, ...(made && { version: made.version.binding.version }) })}
    </span>
  )

  // The new step's heading is where a screen reader and the keyboard go on.
  useEffect(() => heading.current?.focus(), [step, made])

  const back = () => {
    const before = steps[steps.indexOf(step) - 1]
    if (before && !(before === 'who' && draft.offerId)) go(before)
    else onClose()
  }

  /** Freezes the draft. @returns what came of it, or null when something is not right yet, which the screen then shows */
  async function freeze(): Promise<Frozen | null> {
    await saving.current
    const frozen = await attempt(freezeDraft, { id: draft.id }, expected())
    if (!frozen.ok) {
      setUnverified(frozen.problem.code === 'notVerified')
      setFaults(frozen.problem.faults)
      setProblem(speak.problem(frozen.problem))
      setOvertaken(frozen.problem.code === 'changedElsewhere')
      return null
    }
    const version = frozen.value
    const customer = draft.audience === 'one' ? await findCustomer(db, draft.customerIds[0]!) : null
    const recipient =
      customer && (await listRecipients(db, version.offerId)).find((each) => each.customerId === customer.id)
    return { version, recipient: recipient ?? null, customer, undo: frozen.undo }
  }

  async function create() {
    if (busy.current) return
    busy.current = true
    try {
      const freezing = freeze()
      const link = freezing.then((made) =>
        made ? linkOf(company, made.version, made.recipient) : Promise.reject(new Error('nothing was made')),
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
    } finally {
      busy.current = false
    }
  }

  async function verify() {
    const verified = await attempt(verifyCompany, undefined)
    if (!verified.ok) return setProblem(speak.problem(verified.problem))
    setUnverified(false)
    setProblem(undefined)
    await create()
  }

  /** Takes the making back: the draft is there again. */
  async function takeBack(changes: Undo) {
    const undone = await attempt(undo, changes)
    if (!undone.ok) return setProblem(speak.problem(undone.problem))
    setMade(undefined)
  }

  async function discard() {
    await saving.current
    await run(deleteDraft, { id: draft.id }, { done: t('make.discarded'), undoable: true })
    onClose()
  }

  if (made)
    return (
      <section class="maker">
        <h2 ref={heading} tabIndex={-1}>
          {making}
          {t(made.copied ? 'make.createdCopied' : 'make.created')}
        </h2>
        <p class="hint">
          {t('offers.summaryId')}:{' '}
          <strong class="code">{summaryId({ kind: draft.terms.kind, id: made.version.offerId })}</strong>{' '}
          {t('offers.summaryHint')}
        </p>
        <Share
          version={made.version}
          recipient={made.recipient}
          customer={made.customer}
          copied={made.copied}
        />
        {draft.audience === 'several' && <p class="hint">{t('make.severalHint')}</p>}
        {problem && <ProblemBar>{problem}</ProblemBar>}
        <div class="row end">
          <UndoButton onUndo={() => void takeBack(made.undo)} />
          <fluent-button data-id="maker-close" onClick={onClose}>
            {t('app.close')}
          </fluent-button>
        </div>
      </section>
    )

  const props: StepProps = {
    draft,
    change,
    changeTerms: (terms) => change({ terms }),
    faults,
    next: () => go(steps[steps.indexOf(step) + 1] ?? 'how'),
  }
  return (
    <section
      class="maker"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault()
          back()
        }
        // As in Microsoft's admin centers: straight to the search, wherever one is.
        if (
          event.key === '/' &&
          !/^(INPUT|TEXTAREA|SELECT|FLUENT-TEXT-INPUT)$/.test((event.target as HTMLElement).tagName)
        ) {
          event.preventDefault()
          event.currentTarget.querySelector<HTMLElement>('.search')?.focus()
        }
      }}
    >
      <header>
        <fluent-button size="small" appearance="subtle" iconOnly aria-label={t('make.back')} onClick={back}>
          <Icon name="back" />
        </fluent-button>
        <h2 ref={heading} tabIndex={-1}>
          {making}
          {t(`make.${step}.${draft.terms.kind}`)}
        </h2>
        <fluent-button size="small" appearance="subtle" onClick={() => void discard()}>
          {t('make.discard')}
        </fluent-button>
      </header>
      {only && chosen && chosen.id !== only.id && (
        <p class="warn" role="alert">
          {t('make.otherCustomer', { chosen: chosen.name, who: only.name })}
        </p>
      )}
      {step === 'who' && <Who {...props} />}
      {step === 'what' && <What {...props} />}
      {step === 'how' && <How {...props} />}
      {problem && <ProblemBar>{problem}</ProblemBar>}
      {overtaken && (
        <div class="row">
          <fluent-button data-id="look-newer" onClick={() => void takeNewer()}>
            {t('elsewhere.take')}
          </fluent-button>
          <fluent-button class="danger" data-id="overwrite" onClick={overwrite}>
            {t('elsewhere.overwrite')}
          </fluent-button>
        </div>
      )}
      {unverified && (
        <div class="verify">
          <p>
            {company.name} · {company.phone} · {company.email}
          </p>
          <fluent-button onClick={() => void verify()}>{t('make.verify')}</fluent-button>
        </div>
      )}
      {step === 'how' && (
        <div class="row end">
          <fluent-button appearance="primary" data-id="create" onClick={() => void create()}>
            {t('make.create')}
          </fluent-button>
        </div>
      )}
    </section>
  )
}
