import { useState } from 'preact/hooks'
import { stateAt } from '#core/clock/offer.ts'
import type { Contact, Customer } from '#core/model/customer.ts'
import { mailtoUrl } from '#core/model/email.ts'
import { groupCode } from '#core/model/grouping.ts'
import type { Version } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import { linkOf, markSent } from '#core/workspace/links.ts'
import { embedCode, mailFor } from '#core/workspace/mail.ts'
import { findVersion } from '#core/workspace/offerViews.ts'
import { openDashboard } from '#extension/browser.ts'
import { useStanding } from '#extension/longWork/work.ts'
import { bringing, useAutomaticPublishing } from '#extension/publisher/bringing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyRich, copyText } from '#extension/ui/clipboard.ts'
import { useNow } from '#extension/ui/clock.ts'
import { TextArea } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { QrCode } from '#extension/ui/QrCode.tsx'

type Way = 'mail' | 'qr' | 'embed'

/**
 * The ways out of an offer, for one recipient or for whoever: copy the link,
 * mail, open the page. Says when the page is not online yet, with Publish beside it.
 */
export function Share({
  version,
  recipient,
  customer,
  copied: copiedBefore = false,
  reminder = false,
}: {
  version: Version
  recipient: Recipient | null
  customer: Customer | null
  /** The link has just been copied by what led here. */
  copied?: boolean
  /** Opens with the mail that reminds of it. */
  reminder?: boolean
}) {
  const { t, db, run, showToast } = useApp()
  const { company } = useSession()
  const now = useNow()
  // What was given may have been read before its page went online.
  const current = useLive(() => findVersion(db, version.code), [db, version.code]) ?? version
  const [copied, setCopied] = useState(copiedBefore)
  const [open, setOpen] = useState<Way | null>(reminder ? 'mail' : null)
  const toggle = (way: Way) => setOpen(open === way ? null : way)
  const url = linkOf(company, version, recipient)
  const mark = (way: 'linkCopied' | 'mailPrepared') =>
    run(markSent, { code: version.code, recipientId: recipient?.id ?? null, way })

  async function copyLink() {
    const done = await copyText(url)
    setCopied(done)
    if (done) await mark('linkCopied')
    else showToast({ text: t('share.copyFailed'), bad: true })
  }

  return (
    <div class="share">
      <input
        class="link"
        readOnly
        aria-label={t('share.link')}
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row">
        <fluent-button
          data-id="copy-link"
          appearance={copied ? 'outline' : 'primary'}
          onClick={() => void copyLink()}
        >
          {copied ? t('share.copied') : t('share.copy')}
        </fluent-button>
        <fluent-button onClick={() => toggle('mail')}>{t('share.mail')}</fluent-button>
        <fluent-button data-id="share-qr" onClick={() => toggle('qr')}>
          {t('share.qr')}
        </fluent-button>
        <fluent-button data-id="share-embed" onClick={() => toggle('embed')}>
          {t('share.embed')}
        </fluent-button>
        <fluent-button onClick={() => window.open(url, '_blank', 'noopener')}>
          {t('share.open')}
        </fluent-button>
      </div>
      <Online state={stateAt(current, now)} />
      {open === 'qr' && <QrCode url={url} name={`tilbud-${groupCode(version.code)}`} />}
      {open === 'embed' && <EmbedPanel version={version} />}
      {open === 'mail' && (
        <MailPanel
          version={version}
          url={url}
          contact={customer?.contacts[0] ?? null}
          reminder={reminder}
          mark={() => mark('mailPrepared')}
        />
      )}
    </div>
  )
}

/** Whether customers can read the page: the link may go out before. Where a host is connected, that it is on its way and when it is there. */
function Online({ state }: { state: ReturnType<typeof stateAt> }) {
  const { t } = useApp()
  const [wasReady] = useState(state === 'ready')
  const standing = useStanding(bringing)
  useAutomaticPublishing()
  if (state !== 'ready')
    return wasReady && state === 'published' ? (
      <fluent-message-bar intent="success" data-id="live" role="status">
        <span>{t('share.live')}</span>
      </fluent-message-bar>
    ) : null
  if (standing?.name === 'bring')
    return (
      <p role="status" data-id="going-live">
        <progress aria-label={t('share.goingLive')} /> {t('share.goingLive')}
      </p>
    )
  return (
    <fluent-message-bar intent="warning" class="not-online">
      <span>{t('share.notOnline')}</span>
      <fluent-button slot="actions" size="small" onClick={() => void openDashboard('/publish')}>
        {t('share.publish')}
      </fluent-button>
    </fluent-message-bar>
  )
}

/** What stands on a web site. Anybody may follow it there: its link names no recipient. */
function EmbedPanel({ version }: { version: Version }) {
  const { t, showToast } = useApp()
  const { company } = useSession()
  const code = embedCode(version, linkOf(company, version, null), company)
  const copy = async () =>
    showToast((await copyText(code)) ? { text: t('app.copied') } : { text: t('share.copyFailed'), bad: true })
  return (
    <div class="mail" ref={(panel) => panel?.focus()} tabIndex={-1}>
      <TextArea
        label={t('share.embedCode')}
        hint={t('share.embedHint')}
        name="embed"
        rows={5}
        readonly
        value={code}
        onChange={() => {}}
      />
      <div class="row">
        <fluent-button appearance="primary" data-id="copy-embed" onClick={() => void copy()}>
          {t('app.copy')}
        </fluent-button>
      </div>
    </div>
  )
}

/** The mail as it will be, to copy or to open in the mail program. */
function MailPanel({
  version,
  url,
  contact,
  reminder,
  mark,
}: {
  version: Version
  url: string
  contact: Contact | null
  reminder: boolean
  /** Notes that it went out. */
  mark: () => Promise<unknown>
}) {
  const { t, showToast } = useApp()
  const { company, user } = useSession()
  const mail = mailFor(version, url, company, user, contact, reminder)
  const address = mailtoUrl(contact?.email ?? '', { subject: mail.subject, body: mail.text })

  async function copy() {
    if (!(await copyRich(mail.text, mail.html))) return showToast({ text: t('share.copyFailed'), bad: true })
    await mark()
    showToast({ text: t('share.mailCopied') })
  }

  return (
    <div class="mail" ref={(panel) => panel?.focus()} tabIndex={-1}>
      <p>
        <strong>{mail.subject}</strong>
      </p>
      <pre>{mail.text}</pre>
      <div class="row">
        <fluent-button appearance="primary" onClick={() => void copy()}>
          {t('share.copyMail')}
        </fluent-button>
        <a class="plain-link" href={address} onClick={() => void mark()}>
          {t('share.openMail')}
        </a>
      </div>
    </div>
  )
}
