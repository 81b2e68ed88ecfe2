import { useState } from 'preact/hooks'
import {
  advisorTrialLink,
  microsoftHost,
  microsoftHosts,
  readRequestId,
  relationshipLink,
  resellerLink,
} from '#core/catalog/links.ts'
import type { Draft } from '#core/model/offer.ts'
import type { Terms } from '#core/model/terms.ts'
import { productIn } from '#core/workspace/catalog.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { TextField } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { withPart } from '#extension/ui/maker/step.ts'

/** The matching link at Microsoft: built from its parts where they are known, or pasted. Only Microsoft's own hosts are taken. */
export function MicrosoftLink({
  draft,
  terms,
  changeTerms,
  fault,
}: {
  draft: Draft
  terms: Terms
  changeTerms: (terms: Terms) => void
  fault: string | undefined
}) {
  const { t, db, denied } = useApp()
  const { company } = useSession()
  const [requestId, setRequestId] = useState('')
  const skuId = terms.kind === 'trial' ? terms.product.skuId : ''
  const product = useLive(() => productIn(db, skuId), [db, skuId])
  const office = company.offices.find((each) => each.id === draft.officeId) ?? company.offices[0]!
  const link = terms.microsoftLink ?? ''
  const host = link ? microsoftHost(link, company.cloud) : null
  const set = (value: string) => changeTerms(withPart(terms, 'microsoftLink', value.trim()))
  const worldwide = company.cloud === 'worldwide'
  const noAdvisor = denied('offer.advisorLink')
  const read = readRequestId(requestId)
  return (
    <div class="microsoft-link">
      <TextField
        label={t('make.microsoftLink')}
        name="microsoft-link"
        type="url"
        placeholder="https://"
        hint={t('make.microsoftLinkHint')}
        value={link}
        onChange={set}
        fault={
          link && !host
            ? t('problem.notMicrosoft', { hosts: microsoftHosts(company.cloud).join(', ') })
            : fault
        }
      />
      {host && <p class="good">{t('make.microsoftHost', { host })}</p>}
      {worldwide &&
        terms.kind === 'trial' &&
        (noAdvisor ? (
          <p class="hint">
            {t('make.advisorLink')}: {t(`denied.${noAdvisor}`)}
          </p>
        ) : (
          product?.trial && (
            <fluent-button
              size="small"
              type="button"
              data-id="advisor-link"
              onClick={() => set(advisorTrialLink(product.trial!.id, office.partnerId))}
            >
              {t('make.advisorLink')}
            </fluent-button>
          )
        ))}
      {worldwide && terms.kind === 'purchase' && company.tenantId && company.selling !== 'advisor' && (
        <fluent-button
          size="small"
          type="button"
          data-id="reseller-link"
          onClick={() => set(resellerLink(company.tenantId!))}
        >
          {t('make.resellerLink')}
        </fluent-button>
      )}
      {worldwide && terms.kind === 'delegation' && (
        <div class="row">
          <TextField
            label={t('make.requestId')}
            name="request-id"
            hint={t('make.requestIdHint')}
            value={requestId}
            onChange={setRequestId}
          />
          {read && (
            <fluent-button
              size="small"
              type="button"
              data-id="relationship-link"
              onClick={() => set(relationshipLink(read))}
            >
              {t('make.relationshipLink')}
            </fluent-button>
          )}
        </div>
      )}
    </div>
  )
}
