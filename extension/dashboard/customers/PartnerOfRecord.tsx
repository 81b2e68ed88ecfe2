import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import type { Subscription } from '#core/model/subscription.ts'
import { partnerOfRecordText } from '#core/workspace/mail.ts'
import { logPartnerOfRecordAsked } from '#core/workspace/subscriptions.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { ProblemBar, Select } from '#extension/ui/fields.tsx'

/** The text that asks the customer, with the partner ID of an office. */
export function PartnerOfRecord({
  subscription,
  customer,
  onClose,
}: {
  subscription: Subscription
  customer: Customer
  onClose: () => void
}) {
  const { t, speak, attempt, showToast } = useApp()
  const { company, user } = useSession()
  const [problem, setProblem] = useState<string>()
  const [partnerId, setPartnerId] = useState(company.offices[0]!.partnerId)
  const { subject, text } = partnerOfRecordText(subscription.product.name, partnerId, company, user, customer)
  async function copy() {
    if (!(await copyText(text))) return showToast({ text: t('share.copyFailed'), bad: true })
    const outcome = await attempt(logPartnerOfRecordAsked, { id: subscription.id })
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    showToast({ text: t('share.mailCopied') })
    onClose()
  }
  return (
    <Dialog label={t('subscription.partnerOfRecord')} onClose={onClose}>
      <h2>{t('subscription.partnerOfRecord')}</h2>
      <p class="hint">{t('por.hint')}</p>
      {company.offices.length > 1 && (
        <Select
          label={t('make.office')}
          value={partnerId}
          options={company.offices.map((office) => [
            office.partnerId,
            `${office.name} (${office.partnerId})`,
          ])}
          onChange={setPartnerId}
        />
      )}
      <p>
        <strong>{subject}</strong>
      </p>
      <pre class="letter">{text}</pre>
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row end">
        <fluent-button onClick={onClose}>{t('app.cancel')}</fluent-button>
        <fluent-button appearance="primary" data-id="copy-por" onClick={() => void copy()}>
          {t('share.copyMail')}
        </fluent-button>
      </div>
    </Dialog>
  )
}
