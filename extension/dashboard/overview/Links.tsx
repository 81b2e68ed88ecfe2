import type { Capability, Denial } from '#core/access/access.ts'
import { partnerPortals } from '#core/catalog/portals.ts'
import { isVerified } from '#core/clock/company.ts'
import type { Company } from '#core/model/company.ts'
import { authorisations } from '#extension/dashboard/company/CompanyFields.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'

type Entry = Readonly<{
  key:
    | 'trial'
    | 'purchase'
    | 'advisorLink'
    | 'delegation'
    | 'customers'
    | 'requests'
    | 'keys'
    | 'partnerOfRecord'
    | 'staff'
    | 'company'
  to: string
  needs: Capability | null
}>

/** What each authorisation unlocks at Microsoft, and what is always there. */
const groups: readonly { title: keyof Company['authorisations'] | 'always'; entries: readonly Entry[] }[] = [
  {
    title: 'subscriptionAdvisor',
    entries: [
      { key: 'trial', to: '/offers/new-trial', needs: 'offer.trial' },
      { key: 'purchase', to: '/offers/new-purchase', needs: 'offer.purchase' },
      { key: 'advisorLink', to: '/offers/new-trial', needs: 'offer.advisorLink' },
      { key: 'keys', to: '/keys', needs: 'key.manage' },
      { key: 'partnerOfRecord', to: '/customers', needs: 'partnerOfRecord.ask' },
    ],
  },
  {
    title: 'delegatedAdministration',
    entries: [{ key: 'delegation', to: '/offers/new-delegation', needs: 'offer.delegation' }],
  },
  {
    title: 'serviceProvider',
    entries: [
      { key: 'customers', to: '/customers', needs: 'subscription.view' },
      { key: 'requests', to: '/customers', needs: 'portal.open' },
    ],
  },
  {
    title: 'always',
    entries: [
      { key: 'company', to: '/company', needs: null },
      { key: 'staff', to: '/staff', needs: 'staff.edit' },
    ],
  },
]

/** The reason that a whole group is closed for, said once above it. */
const lacking: Partial<Record<(typeof groups)[number]['title'], Denial>> = {
  subscriptionAdvisor: 'needsAdvisor',
  delegatedAdministration: 'needsDelegatedAdministration',
  serviceProvider: 'needsManagement',
}

/** The partner overview's links, by authorisation; what this user may not use says why, and who can change it. */
export function Links() {
  const { t, denied } = useApp()
  const { company } = useSession()
  return (
    <section aria-labelledby="links">
      <h2 id="links">{t('overview.links')}</h2>
      <div class="link-groups">
        {groups.map(({ title, entries }) => (
          <div key={title} class="card" data-group={title}>
            <h3>{title === 'always' ? t('overview.always') : t(`authorisation.${title}`)}</h3>
            {title !== 'always' && (
              <p class="hint">{t(company.authorisations[title] ? 'overview.has' : 'overview.lacks')}</p>
            )}
            {title === 'subscriptionAdvisor' && !company.authorisations.subscriptionAdvisor && (
              <p class="hint">{t('overview.openToAll')}</p>
            )}
            <ul>
              {entries.map(({ key, to, needs }) => {
                const reason = needs && denied(needs)
                return (
                  <li key={key}>
                    {reason ? (
                      <span class="off" title={t(`denied.${reason}`)}>
                        {t(`overview.link.${key}`)}
                        {reason !== lacking[title] && <span class="hint">{t(`denied.${reason}`)}</span>}
                      </span>
                    ) : (
                      <a href={`#${to}`}>{t(`overview.link.${key}`)}</a>
                    )}
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
        <div class="card" data-group="selling">
          <h3>{t(`selling.${company.selling}`)}</h3>
          <p class="hint">{t(`overview.selling.${company.selling}`)}</p>
          <ul>
            {partnerPortals(company).map(({ id, name, address }) => (
              <li key={id}>
                <a href={address} target="_blank" rel="noopener noreferrer">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  )
}

/** What is still to be done before everything works, with who can do it. */
export function Missing({ published }: { published: boolean }) {
  const { t, denied } = useApp()
  const { company, workspace } = useSession()
  const now = useNow()
  const who = (capability: Capability) => {
    const reason = denied(capability)
    return reason ? t(`denied.${reason}`) : ''
  }
  const missing = [
    ...(isVerified(company, now)
      ? []
      : [{ text: t('missing.verified'), to: '/company', who: who('company.edit') }]),
    ...(published ? [] : [{ text: t('missing.published'), to: '/publish', who: who('publication.export') }]),
    ...(company.domains.length
      ? []
      : [{ text: t('missing.domains'), to: '/settings', who: who('company.edit') }]),
    ...(company.logo ? [] : [{ text: t('missing.logo'), to: '/company', who: who('company.edit') }]),
    ...(company.tenantId ? [] : [{ text: t('missing.tenantId'), to: '/company', who: who('company.edit') }]),
    ...(workspace.backupAt || workspace.example
      ? []
      : [{ text: t('missing.backup'), to: '/settings', who: who('workspace.backup') }]),
    ...(authorisations.some((each) => company.authorisations[each])
      ? []
      : [{ text: t('missing.authorisations'), to: '/company', who: who('company.edit') }]),
  ]
  if (!missing.length) return null
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{t('overview.missing')}</h2>
      <ul class="rows wide">
        {missing.map(({ text, to, who: reason }) => (
          <li key={text} class="row-item">
            <span class="main">
              <a href={`#${to}`}>{text}</a>
              {reason && <span class="hint"> {reason}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
