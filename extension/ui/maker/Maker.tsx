import { useEffect, useRef } from 'preact/hooks'
import type { Draft } from '#core/model/offer.ts'
import { deleteDraft } from '#core/workspace/drafts.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { How } from '#extension/ui/maker/How.tsx'
import { Made } from '#extension/ui/maker/Made.tsx'
import type { StepProps } from '#extension/ui/maker/step.ts'
import { subjectInWords, useSubject } from '#extension/ui/maker/subject.ts'
import { useDraft, type KeptDraft } from '#extension/ui/maker/useDraft.ts'
import { useMaking } from '#extension/ui/maker/useMaking.ts'
import { What } from '#extension/ui/maker/What.tsx'
import { Who } from '#extension/ui/maker/Who.tsx'

const screens = { who: Who, what: What, how: How } as const
type Step = keyof typeof screens
const steps = Object.keys(screens) as Step[]

/** The step that a draft is at, and the ways on and back from it. */
function useSteps({ draft, change }: KeptDraft, onClose: () => void) {
  const step = steps.find((each) => each === draft.step) ?? 'who'
  const at = steps.indexOf(step)
  const go = (to: Step) => change({ step: to })
  const back = () => {
    const before = steps[at - 1]
    // Whom a new version is for stands already.
    if (before && !(before === 'who' && draft.offerId)) go(before)
    else onClose()
  }
  return { step, back, next: () => go(steps[at + 1] ?? 'how') }
}

/**
 * Makes an offer, one step per choice: who, what, how. Every change is kept
 * as a draft at once, so that nothing is lost when the popup closes; an offer
 * in which nothing was chosen yet leaves nothing behind.
 */
export function Maker({ draft: initial, onClose }: { draft: Draft; onClose: () => void }) {
  const { t, speak, run } = useApp()
  const keptDraft = useDraft(initial, onClose)
  const { draft, change, problem } = keptDraft
  const making = useMaking(keptDraft)
  const { made } = making
  const subject = useSubject(draft)
  const heading = useRef<HTMLHeadingElement>(null)
  const { step, back, next } = useSteps(keptDraft, onClose)

  // The new step's heading is where a screen reader and the keyboard go on.
  useEffect(() => heading.current?.focus(), [step, made])

  const title = (text: string) => (
    <h2 ref={heading} tabIndex={-1}>
      {subject && (
        <span class="making" data-id="making">
          {subjectInWords(t, draft, { ...subject, ...(made && { version: made.version.binding.version }) })}
        </span>
      )}
      {text}
    </h2>
  )
  const problemBar = problem && <ProblemBar>{speak.problem(problem)}</ProblemBar>

  if (made)
    return (
      <Made
        draft={draft}
        made={made}
        heading={title(t(made.copied ? 'make.createdCopied' : 'make.created'))}
        onTakeBack={(changes) => void making.takeBack(changes)}
        onClose={onClose}
      >
        {problemBar}
      </Made>
    )

  async function discard() {
    await keptDraft.kept()
    await run(deleteDraft, { id: draft.id }, { done: t('make.discarded'), undoable: true })
    onClose()
  }
  const props: StepProps = {
    draft,
    change,
    changeTerms: (terms) => change({ terms }),
    faults: problem?.faults ?? [],
    next,
  }
  const Current = screens[step]
  return (
    <section class="maker" onKeyDown={(event) => onKey(event, back)}>
      <header>
        <fluent-button size="small" appearance="subtle" icon-only aria-label={t('make.back')} onClick={back}>
          <Icon name="back" />
        </fluent-button>
        {title(t(`make.${step}.${draft.terms.kind}`))}
        <fluent-button size="small" appearance="subtle" onClick={() => void discard()}>
          {t('make.discard')}
        </fluent-button>
      </header>
      <OtherCustomer only={draft.audience === 'one' ? subject?.customers[0] : undefined} />
      <Current {...props} />
      {problemBar}
      {problem?.code === 'changedElsewhere' && <Overtaken draft={keptDraft} />}
      {making.unverified && <Verify onVerify={() => void making.verify()} />}
      {step === 'how' && (
        <div class="row end">
          <fluent-button appearance="primary" data-id="create" onClick={() => void making.create()}>
            {t('make.create')}
          </fluent-button>
        </div>
      )}
    </section>
  )
}

function onKey(event: KeyboardEvent & { currentTarget: HTMLElement }, back: () => void): void {
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
}

/** Whose data is being worked on and whom the offer is for are one, except on the page of the former: then it says so. */
function OtherCustomer({ only }: { only: { id: string; name: string } | undefined }) {
  const { t, chosen, setChosen } = useApp()
  useEffect(() => {
    if (only && chosen && chosen.id !== only.id && !location.hash.startsWith(`#/customers/${chosen.id}`))
      setChosen({ id: only.id, name: only.name })
  }, [only?.id, chosen?.id])
  return only && chosen && chosen.id !== only.id ? (
    <p class="warn" role="alert">
      {t('make.otherCustomer', { chosen: chosen.name, who: only.name })}
    </p>
  ) : null
}

/** Another window has changed the draft. */
function Overtaken({ draft: { takeNewer, overwrite } }: { draft: KeptDraft }) {
  const { t } = useApp()
  return (
    <div class="row">
      <fluent-button data-id="look-newer" onClick={() => void takeNewer()}>
        {t('elsewhere.take')}
      </fluent-button>
      <fluent-button class="danger" data-id="overwrite" onClick={overwrite}>
        {t('elsewhere.overwrite')}
      </fluent-button>
    </div>
  )
}

/** Is this what customers should see? */
function Verify({ onVerify }: { onVerify: () => void }) {
  const { t } = useApp()
  const { company } = useSession()
  return (
    <div class="verify">
      <p>
        {company.name} · {company.phone} · {company.email}
      </p>
      <fluent-button onClick={onVerify}>{t('make.verify')}</fluent-button>
    </div>
  )
}
