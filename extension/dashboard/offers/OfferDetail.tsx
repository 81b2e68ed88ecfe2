import { useState } from 'preact/hooks'
import { stateAt } from '#core/clock/offer.ts'
import { summaryId } from '#core/model/grouping.ts'
import { groupCode } from '#core/model/grouping.ts'
import { recipientStates } from '#core/model/kinds.ts'
import type { Draft, Version } from '#core/model/offer.ts'
import { grantOf } from '#core/model/offered.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import type { Recipient, RecipientState } from '#core/model/recipient.ts'
import type { TrialTerms } from '#core/model/terms.ts'
import { lineOf, presentationOf } from '#core/publication/project.ts'
import { duplicateDraft, nextDraft, purchaseAfterTrial } from '#core/workspace/drafts.ts'
import { withdrawOffer } from '#core/workspace/offers.ts'
import { readOffer, type OfferDetail as Detail } from '#core/workspace/offerViews.ts'
import { markOnline } from '#core/workspace/publishing.ts'
import { moveRecipientByHand } from '#core/workspace/replies.ts'
import { ActivityList } from '#extension/dashboard/activity/ActivityList.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { Select, TextArea } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'
import {
  addresseesInWords,
  grantInWords,
  recipientColours,
  recipientWord,
  totalInWords,
  versionColours,
} from '#extension/ui/offers.ts'
import { PagePreview } from '#extension/ui/PagePreview.tsx'
import { Share } from '#extension/ui/Share.tsx'

/** One offer: its content as frozen, ways out, recipients, versions and log. */
export function OfferDetail({ offerId, remind }: { offerId: string; remind?: string | null }) {
  const { t, db, speak, run, denied } = useApp()
  const { company } = useSession()
  const [editing, setEditing] = useState<Draft | null>(null)
  const [withdrawing, setWithdrawing] = useState(false)
  const now = useNow()
  const detail = useLive(() => readOffer(db, offerId, now), [db, offerId, now])
  if (detail === undefined) return null
  if (detail === null) return <p class="empty">{t('problem.notFound')}</p>
  const { offer, version, state, recipients } = detail
  // Of several customers, those who have accepted have what they want; a new version is for the others.
  const waiting = recipients.filter(
    ({ recipient }) => offer.audience === 'one' || !recipient.state.startsWith('accepted'),
  )
  const customerIds = waiting.flatMap(({ customer }) => (customer ? [customer.id] : []))
  const open = state === 'ready' || state === 'published'
  const edit = () => setEditing(nextDraft(version, offer, customerIds, company, Date.now()))
  return (
    <>
      <p class="crumbs">
        <a href="#/offers">{t('nav.offers')}</a>
      </p>
      <Head title={addresseesInWords(speak, detail)}>
        {state === 'ready' && (
          <fluent-button
            onClick={() =>
              void run(
                markOnline,
                { codes: [version.code] },
                { done: t('publish.markedOnline'), undoable: true },
              )
            }
          >
            {t('publish.isOnline')}
          </fluent-button>
        )}
        <fluent-button data-id="new-version" onClick={edit}>
          {t('offers.newVersion')}
        </fluent-button>
        <fluent-button
          data-id="duplicate"
          onClick={() => setEditing(duplicateDraft(version.binding.terms, offer, company, Date.now()))}
        >
          {t('offers.duplicate')}
        </fluent-button>
        {version.binding.terms.kind === 'trial' && (
          <fluent-button
            data-id="trial-to-purchase"
            onClick={() =>
              setEditing(
                purchaseAfterTrial(
                  version.binding.terms as TrialTerms,
                  company,
                  recipients.length === 1 ? (recipients[0]?.customer ?? null) : null,
                  Date.now(),
                ),
              )
            }
          >
            {t('subscription.offer')}
          </fluent-button>
        )}
        {open && !denied('offer.withdraw') && (
          <fluent-button class="danger" data-id="withdraw" onClick={() => setWithdrawing(true)}>
            {t('offers.withdraw')}
          </fluent-button>
        )}
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
      {editing && <MakerDialog draft={editing} onClose={() => setEditing(null)} />}
      {withdrawing && <Withdraw version={version} onClose={() => setWithdrawing(false)} />}
    </>
  )
}

function Content({ version }: { version: Version }) {
  const { t, speak } = useApp()
  const { terms, closesAt, addressee } = version.binding
  const grant = grantOf(terms)
  return (
    <section aria-labelledby="content">
      <h2 id="content">{t('offers.content')}</h2>
      {terms.kind === 'purchase' && (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t('offers.product')}</th>
              <th scope="col" class="number">
                {t('offers.licences')}
              </th>
              <th scope="col">{t('make.term')}</th>
              <th scope="col" class="number">
                {t('offers.price')}
              </th>
            </tr>
          </thead>
          <tbody>
            {terms.lines.map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.product.name}</th>
                <td class="number">
                  {line.count}
                  {line.min < line.max && (
                    <small> ({t('make.range', { min: line.min, max: line.max })})</small>
                  )}
                </td>
                <td>{t(`term.${line.term}`)}</td>
                <td class="number">
                  {line.price
                    ? `${speak.money(line.price.amount, terms.currency)} ${t(`per.${line.price.per}`)}`
                    : t('make.noPrice')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl class="details">
        {terms.kind === 'trial' && (
          <>
            <dt>{t('offers.product')}</dt>
            <dd>
              {t('offers.trialOf', { product: terms.product.name, licences: terms.licences, n: terms.days })}
            </dd>
          </>
        )}
        {terms.kind === 'purchase' && totalInWords(speak, terms) && (
          <>
            <dt>{t('offers.total')}</dt>
            <dd>
              {totalInWords(speak, terms)}, {t(terms.vatIncluded ? 'make.vatIn' : 'make.vatOut')}
            </dd>
          </>
        )}
        <dt>{t('make.delegationShort')}</dt>
        <dd>
          {grant
            ? t('offers.grantFor', { level: grantInWords(t, grant), n: grant.days })
            : t('offers.noGrant')}
        </dd>
        {grant?.name && (
          <>
            <dt>{t('grant.name')}</dt>
            <dd>{grant.name}</dd>
          </>
        )}
        {grant?.autoExtend && (
          <>
            <dt>{t('delegation.autoExtend')}</dt>
            <dd>{t('app.yes')}</dd>
          </>
        )}
        {terms.country && (
          <>
            <dt>{t('make.country')}</dt>
            <dd>{terms.country}</dd>
          </>
        )}
        <dt>{t('make.lastDay')}</dt>
        <dd>
          {speak.date(terms.lastDay, 'full')}{' '}
          <small>({t('offers.closes', { when: speak.moment(closesAt) })})</small>
        </dd>
        <dt>{t('make.language')}</dt>
        <dd>{languageNames[terms.language]}</dd>
        {addressee && (
          <>
            <dt>{t('offers.addressee')}</dt>
            <dd>{addressee}</dd>
          </>
        )}
        {terms.message && (
          <>
            <dt>{t('make.messageShort')}</dt>
            <dd class="pre">{terms.message}</dd>
          </>
        )}
        {terms.closing && (
          <>
            <dt>{t('make.closing')}</dt>
            <dd class="pre">{terms.closing}</dd>
          </>
        )}
        {terms.microsoftLink && (
          <>
            <dt>{t('make.microsoftLink')}</dt>
            <dd class="small">{terms.microsoftLink}</dd>
          </>
        )}
        <dt>{t('offers.hash')}</dt>
        <dd class="code small">{version.hash}</dd>
      </dl>
    </section>
  )
}

/** The page as its customer sees it, drawn by the site itself. */
function Page({ detail: { offer, version } }: { detail: Detail }) {
  const { t } = useApp()
  const { company } = useSession()
  const now = useNow()
  const { partner, code } = version.binding
  const page = {
    partner: partner.partnerId,
    code,
    props: { line: lineOf(version, offer, now), company: presentationOf(company), successor: undefined },
  }
  return (
    <section aria-labelledby="page">
      <h2 id="page">{t('company.preview')}</h2>
      <PagePreview page={page} label={t('company.preview')} />
    </section>
  )
}

function WaysOut({
  detail: { offer, version, state, recipients },
  remind,
}: {
  detail: Detail
  remind: string | null
}) {
  const { t } = useApp()
  const [chosen, setChosen] = useState(
    recipients.find(({ customer }) => remind !== null && customer?.id === remind)?.recipient.id ?? '',
  )
  if (state === 'withdrawn' || state === 'expired') return <p class="hint">{t('offers.closedHint')}</p>
  const view =
    recipients.find(({ recipient }) => recipient.id === chosen) ??
    (offer.audience === 'one' ? recipients[0] : undefined)
  return (
    <>
      {offer.audience === 'several' && (
        <label class="field">
          <span class="label">{t('offers.linkFor')}</span>
          <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <option value="">{t('offers.linkForAll')}</option>
            {recipients.map(({ recipient, customer }) => (
              <option key={recipient.id} value={recipient.id}>
                {customer?.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Share
        key={`${version.code}${view?.recipient.id ?? ''}`}
        version={version}
        recipient={view?.recipient ?? null}
        customer={view?.customer ?? null}
        reminder={remind !== null}
      />
    </>
  )
}

function Recipients({ detail: { offer, state, recipients } }: { detail: Detail }) {
  const { t, speak, denied } = useApp()
  const [moving, setMoving] = useState<Recipient | null>(null)
  return (
    <section aria-labelledby="recipients">
      <h2 id="recipients">{t('offers.recipients')}</h2>
      {recipients.length === 0 ? (
        <p class="hint">
          {t(offer.audience === 'public' ? 'offers.publicRecipients' : 'offers.noRecipients')}
        </p>
      ) : (
        <ul class="rows wide">
          {recipients.map(({ recipient, customer }) => (
            <li key={recipient.id} class="row-item">
              <a href={`#/customers/${customer?.id}`}>{customer?.name}</a>
              <fluent-badge appearance="tint" color={recipientColours[recipient.state]}>
                {t(recipientWord(recipient.state, state))}
              </fluent-badge>
              <span class="side">{speak.moment(recipient.updatedAt)}</span>
              {!denied('recipient.move') && (
                <fluent-button
                  size="small"
                  appearance="subtle"
                  data-id="move-recipient"
                  aria-label={t('offers.moveOf', { who: customer?.name ?? '' })}
                  onClick={() => setMoving(recipient)}
                >
                  {t('offers.move')}
                </fluent-button>
              )}
            </li>
          ))}
        </ul>
      )}
      {moving && <MoveRecipient recipient={moving} onClose={() => setMoving(null)} />}
    </section>
  )
}

/** Puts a recipient where it belongs when an answer came another way, or was taken back. */
function MoveRecipient({ recipient, onClose }: { recipient: Recipient; onClose: () => void }) {
  const { t, attempt } = useApp()
  const [state, setState] = useState<RecipientState>(recipient.state)
  const [reason, setReason] = useState('')
  return (
    <CommandDialog
      title={t('offers.move')}
      run={() => attempt(moveRecipientByHand, { id: recipient.id, state, reason })}
      done={t('app.saved')}
      typed={[state, reason]}
      id="move-sure"
      onClose={onClose}
    >
      <p class="hint">{t('offers.moveHint')}</p>
      <Select
        label={t('offers.state')}
        name="recipient-state"
        value={state}
        options={recipientStates.map((each) => [each, t(`recipient.${each}`)])}
        onChange={setState}
      />
      <TextArea
        label={t('reply.reason')}
        name="move-reason"
        value={reason}
        onChange={setReason}
        maxlength={500}
      />
    </CommandDialog>
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
