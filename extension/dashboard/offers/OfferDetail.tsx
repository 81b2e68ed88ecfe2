import { useState } from 'preact/hooks'
import { stateAt } from '#core/clock/offer.ts'
import { groupCode, summaryId } from '#core/model/grouping.ts'
import type { Draft, Version } from '#core/model/offer.ts'
import { lineOf, presentationOf } from '#core/publication/project.ts'
import { duplicateDraft, nextDraft, purchaseAfterTrial } from '#core/workspace/drafts.ts'
import { withdrawOffer } from '#core/workspace/offers.ts'
import { readOffer, type OfferDetail as Detail } from '#core/workspace/offerViews.ts'
import { findAnswered, markOnline } from '#core/workspace/publishing.ts'
import { ActivityList } from '#extension/dashboard/activity/ActivityList.tsx'
import { Crumbs } from '#extension/dashboard/Crumbs.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { Content } from '#extension/dashboard/offers/Content.tsx'
import { Recipients } from '#extension/dashboard/offers/Recipients.tsx'
import { WaysOut } from '#extension/dashboard/offers/WaysOut.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { TextArea } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'
import { addresseesInWords, versionColours } from '#extension/ui/offers.ts'
import { PagePreview } from '#extension/ui/PagePreview.tsx'

/** One offer: its content as frozen, ways out, recipients, versions and log. */
export function OfferDetail({ offerId, remind }: { offerId: string; remind?: string | null }) {
  const { t, db, speak } = useApp()
  const now = useNow()
  const detail = useLive(() => readOffer(db, offerId, now), [db, offerId, now])
  if (detail === undefined) return null
  if (detail === null) return <p class="empty">{t('problem.notFound')}</p>
  const { offer, version, state } = detail
  return (
    <>
      <Crumbs to="offers" />
      <Head title={addresseesInWords(speak, detail)}>
        <Commands detail={detail} />
      </Head>
      <p class="facts">
        <fluent-badge appearance="tint" color={versionColours[state]}>
          {t(`state.${state}`)}
        </fluent-badge>
        <span>{t(`kind.${offer.kind}`)}</span>
        <span>{t('offers.versionN', { n: version.binding.version })}</span>
        <span>
          {t('offers.summaryId')}: <span class="code">{summaryId(offer)}</span>
        </span>
        <span class="code">{groupCode(version.code)}</span>
      </p>
      <div class="columns">
        <div>
          <Content version={version} />
          <Recipients detail={detail} />
          <Page detail={detail} />
        </div>
        <div>
          <section aria-labelledby="share">
            <h2 id="share">{t('offers.waysOut')}</h2>
            <WaysOut key={remind ?? ''} detail={detail} remind={remind ?? null} />
          </section>
          <Versions detail={detail} />
          <section aria-labelledby="activity">
            <h2 id="activity">{t('nav.activity')}</h2>
            <ActivityList lines={detail.activity} users={detail.users} ofOneOffer />
          </section>
        </div>
      </div>
    </>
  )
}

/** The customers that a new version is for: of several, those who have accepted have what they want. */
const waitingIn = ({ offer, recipients }: Detail) =>
  recipients
    .filter(({ recipient }) => offer.audience === 'one' || !recipient.state.startsWith('accepted'))
    .flatMap(({ customer }) => (customer ? [customer.id] : []))

/** What may be done with an offer as a whole. */
function Commands({ detail }: { detail: Detail }) {
  const { t, run, denied } = useApp()
  const { company } = useSession()
  const [editing, setEditing] = useState<Draft | null>(null)
  const [withdrawing, setWithdrawing] = useState(false)
  const { offer, version, state, recipients } = detail
  const { terms } = version.binding
  const open = state === 'ready' || state === 'published'
  const putOnline = () =>
    void run(markOnline, { codes: [version.code] }, { done: t('publish.markedOnline'), undoable: true })
  const edit = () => setEditing(nextDraft(version, offer, waitingIn(detail), company, Date.now()))
  const duplicate = () => setEditing(duplicateDraft(terms, offer, company, Date.now()))
  const only = recipients.length === 1 ? (recipients[0]?.customer ?? null) : null
  return (
    <>
      {state === 'ready' && <fluent-button onClick={putOnline}>{t('publish.isOnline')}</fluent-button>}
      <fluent-button data-id="new-version" onClick={edit}>
        {t('offers.newVersion')}
      </fluent-button>
      <fluent-button data-id="duplicate" onClick={duplicate}>
        {t('offers.duplicate')}
      </fluent-button>
      {terms.kind === 'trial' && (
        <fluent-button
          data-id="trial-to-purchase"
          onClick={() => setEditing(purchaseAfterTrial(terms, company, only, Date.now()))}
        >
          {t('subscription.offer')}
        </fluent-button>
      )}
      {open && !denied('offer.withdraw') && (
        <fluent-button class="danger" data-id="withdraw" onClick={() => setWithdrawing(true)}>
          {t('offers.withdraw')}
        </fluent-button>
      )}
      {editing && <MakerDialog draft={editing} onClose={() => setEditing(null)} />}
      {withdrawing && <Withdraw version={version} onClose={() => setWithdrawing(false)} />}
    </>
  )
}

/** The page as its customer sees it, drawn by the site itself. */
function Page({ detail: { offer, version } }: { detail: Detail }) {
  const { t, db } = useApp()
  const { company } = useSession()
  const now = useNow()
  const answered = useLive(() => findAnswered(db, company, [version]), [db, company, version])
  if (!answered) return null
  const { partner, code } = version.binding
  const page = {
    partner: partner.partnerId,
    code,
    props: {
      line: lineOf(version, offer, now, answered.has(code)),
      company: presentationOf(company),
      successor: undefined,
    },
  }
  return (
    <section aria-labelledby="page">
      <h2 id="page">{t('company.preview')}</h2>
      <PagePreview page={page} label={t('company.preview')} />
    </section>
  )
}

function Versions({ detail: { versions } }: { detail: Detail }) {
  const { t, speak } = useApp()
  const now = useNow()
  if (versions.length < 2) return null
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('offers.versions')}</h2>
      <ul class="rows wide">
        {versions.map((version) => {
          const state = stateAt(version, now)
          return (
            <li key={version.code} class="row-item">
              <span>{t('offers.versionN', { n: version.binding.version })}</span>
              <fluent-badge appearance="tint" color={versionColours[state]}>
                {t(`state.${state}`)}
              </fluent-badge>
              <span class="code">{groupCode(version.code)}</span>
              <span class="side">{speak.moment(version.frozenAt)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Withdraw({ version, onClose }: { version: Version; onClose: () => void }) {
  const { t, attempt } = useApp()
  const [reason, setReason] = useState('')
  return (
    <CommandDialog
      title={t('offers.withdraw')}
      run={() => attempt(withdrawOffer, { code: version.code, reason })}
      done={t('offers.withdrawn')}
      typed={reason}
      id="withdraw-sure"
      action={t('offers.withdraw')}
      danger
      onClose={onClose}
    >
      <p>{t('offers.withdrawHint')}</p>
      <TextArea
        label={t('offers.withdrawReason')}
        name="withdraw-reason"
        value={reason}
        onChange={setReason}
        maxlength={500}
      />
    </CommandDialog>
  )
}
