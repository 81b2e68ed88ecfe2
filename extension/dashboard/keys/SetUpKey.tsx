import { useEffect, useRef, useState } from 'preact/hooks'
import { keySetupAddress } from '#core/catalog/links.ts'
import type { Draft } from '#core/model/offer.ts'
import { newDraft } from '#core/workspace/drafts.ts'
import { partnerOfRecordText } from '#core/workspace/mail.ts'
import { assignKey, redeemKey, type KeyView } from '#core/workspace/productKeys.ts'
import { ShownKey } from '#extension/dashboard/keys/ShownKey.tsx'
import { go } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'
import { useToday } from '#extension/ui/clock.ts'
import { CustomerPicker } from '#extension/ui/CustomerPicker.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { Check, DateField, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'

/** Sets up a subscription for a customer with a key: whom for, redeem at Microsoft, then the customer's name once more. */
export function SetUpKey({ view: { key, customer }, onClose }: { view: KeyView; onClose: () => void }) {
  const { t } = useApp()
  const [redeemed, setRedeemed] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const step = !customer ? 1 : redeemed ? 3 : 2
  useEffect(() => heading.current?.focus(), [step])
  return (
    <Dialog label={t('key.setUp')} onClose={onClose}>
      <h2 ref={heading} tabIndex={-1}>
        {t(`key.step.${step}`, { who: customer?.name ?? '' })}
      </h2>
      <p class="side">
        {key.product.name} · {t('subscription.licences', { n: key.licences })}
      </p>
      {step === 1 && <ChooseCustomer keyId={key.id} />}
      {step === 2 && (
        <>
          <ol class="steps">
            <li>
              <p>{t('key.openSetup')}</p>
              <a href={keySetupAddress} target="_blank" rel="noopener noreferrer">
                {new URL(keySetupAddress).host}
              </a>
            </li>
            <li>
              <p>{t('key.signIn', { who: customer!.name, domain: customer!.domains[0] ?? '–' })}</p>
            </li>
            <li>
              <p>{t('key.enter')}</p>
              <ShownKey keyId={key.id} />
            </li>
            <li>
              <p>{t('key.along')}</p>
              <SendAlong view={{ key, customer }} />
            </li>
          </ol>
          <div class="row end">
            <fluent-button onClick={onClose}>{t('key.later')}</fluent-button>
            <fluent-button appearance="primary" data-id="key-redeemed" onClick={() => setRedeemed(true)}>
              {t('key.isRedeemed')}
            </fluent-button>
          </div>
        </>
      )}
      {step === 3 && <Confirm view={{ key, customer }} onClose={onClose} />}
    </Dialog>
  )
}

/** What goes to the customer in the same pass: an offer of delegation, and where to name the partner of record. */
function SendAlong({ view: { key, customer } }: { view: KeyView }) {
  const { t, denied, showToast } = useApp()
  const { company, user } = useSession()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [said, setSaid] = useState('')
  async function copy() {
    const { text } = partnerOfRecordText(
      key.product.name,
      company.offices[0]!.partnerId,
      company,
      user,
      customer!,
    )
    if (await copyText(text)) setSaid(t('share.mailCopied'))
    else showToast({ text: t('share.copyFailed'), bad: true })
  }
  return (
    <div class="row">
      {!denied('offer.delegation') && (
        <fluent-button
          size="small"
          data-id="along-delegation"
          onClick={() => setDraft(newDraft('delegation', company, customer, Date.now()))}
        >
          {t('new.delegation')}
        </fluent-button>
      )}
      {!denied('partnerOfRecord.ask') && (
        <fluent-button size="small" data-id="along-record" onClick={() => void copy()}>
          {t('key.alongRecord')}
        </fluent-button>
      )}
      <span role="status" class="good">
        {said}
      </span>
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
    </div>
  )
}

function ChooseCustomer({ keyId }: { keyId: string }) {
  const { run } = useApp()
  return (
    <CustomerPicker
      name="key-customer"
      focused
      onPick={({ id }) => void run(assignKey, { id: keyId, customerId: id })}
    />
  )
}

/** The name again, and what was arranged in the same pass. Keys redeemed for the wrong customer do not come back. */
function Confirm({ view: { key, customer }, onClose }: { view: KeyView; onClose: () => void }) {
  const { t, attempt, denied, showToast } = useApp()
  const { company } = useSession()
  const date = useToday(company.timeZone)
  const [confirmedName, setName] = useState('')
  const [redeemedOn, setRedeemedOn] = useState(date)
  const [partnerOfRecord, setRecord] = useState(true)
  const [delegationRequested, setDelegation] = useState(false)
  const { faults, problem, onSubmit } = useSaving(
    () => attempt(redeemKey, { id: key.id, confirmedName, redeemedOn, partnerOfRecord, delegationRequested }),
    (_, undo) => {
      onClose()
      go(`/customers/${customer!.id}/subscriptions`)
      showToast({ text: t('key.done', { who: customer!.name }), undo })
    },
    [confirmedName, redeemedOn, partnerOfRecord, delegationRequested],
  )
  const noDelegation = denied('offer.delegation')

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <p>{t('key.confirmWhy')}</p>
      <TextField
        label={t('key.confirmName')}
        name="confirmed-name"
        value={confirmedName}
        onChange={setName}
        fault={faultOf(t, faults, 'confirmedName')}
      />
      <DateField
        label={t('key.redeemedDay')}
        name="redeemed-on"
        value={redeemedOn}
        max={date}
        onChange={setRedeemedOn}
      />
      <Check label={t('key.por')} checked={partnerOfRecord} onChange={setRecord} />
      <Check
        label={t('key.delegation')}
        hint={noDelegation ? t(`denied.${noDelegation}`) : undefined}
        checked={delegationRequested}
        onChange={(on) => !noDelegation && setDelegation(on)}
      />
      <FormEnd problem={problem} id="confirm-redeemed" text={t('key.confirm')} onCancel={onClose} />
    </form>
  )
}
