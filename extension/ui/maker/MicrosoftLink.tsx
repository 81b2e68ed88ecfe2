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
  changeTerms,
  fault,
}: {
  draft: Draft
  changeTerms: (terms: Terms) => void
  fault: string | undefined
}) {
  const { t } = useApp()
  const { company } = useSession()
  const { terms } = draft
  const link = terms.microsoftLink ?? ''
  const host = link ? microsoftHost(link, company.cloud) : null
  const set = (value: string) => changeTerms(withPart(terms, 'microsoftLink', value.trim()))
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
      {company.cloud === 'worldwide' && <Built draft={draft} onBuilt={set} />}
    </div>
  )
}

type BuiltProps = { draft: Draft; onBuilt: (link: string) => void }

/** The link that an offer of this kind has at Microsoft, at a press. 21Vianet has none of them. */
function Built({ draft, onBuilt }: BuiltProps) {
  const { t } = useApp()
  const { company } = useSession()
  switch (draft.terms.kind) {
    case 'trial':
      return <AdvisorTrial skuId={draft.terms.product.skuId} draft={draft} onBuilt={onBuilt} />
    case 'delegation':
      return <Relationship onBuilt={onBuilt} />
    case 'purchase':
      return company.tenantId && company.selling !== 'advisor' ? (
        <fluent-button
          size="small"
          type="button"
          data-id="reseller-link"
          onClick={() => onBuilt(resellerLink(company.tenantId!))}
        >
          {t('make.resellerLink')}
        </fluent-button>
      ) : null
  }
}

/** An advisor's trial of the product, or why there is none. */
function AdvisorTrial({ skuId, draft, onBuilt }: BuiltProps & { skuId: string }) {
  const { t, db, denied } = useApp()
  const { company } = useSession()
  const product = useLive(() => productIn(db, skuId), [db, skuId])
  const office = company.offices.find((each) => each.id === draft.officeId) ?? company.offices[0]!
  const reason = denied('offer.advisorLink')
  if (reason)
    return (
      <p class="hint">
        {t('make.advisorLink')}: {t(`denied.${reason}`)}
      </p>
    )
  const trial = product?.trial
  return trial ? (
    <fluent-button
      size="small"
      type="button"
      data-id="advisor-link"
      onClick={() => onBuilt(advisorTrialLink(trial.id, office.partnerId))}
    >
      {t('make.advisorLink')}
    </fluent-button>
  ) : null
}

/** Where the customer approves an admin relationship: its ID is pasted from Partner Center. */
function Relationship({ onBuilt }: Pick<BuiltProps, 'onBuilt'>) {
  const { t } = useApp()
  const [typed, setTyped] = useState('')
  const requestId = readRequestId(typed)
  return (
    <div class="row">
      <TextField
        label={t('make.requestId')}
        name="request-id"
        hint={t('make.requestIdHint')}
        value={typed}
        onChange={setTyped}
      />
      {requestId && (
        <fluent-button
          size="small"
          type="button"
          data-id="relationship-link"
          onClick={() => onBuilt(relationshipLink(requestId))}
        >
          {t('make.relationshipLink')}
        </fluent-button>
      )}
    </div>
  )
}
