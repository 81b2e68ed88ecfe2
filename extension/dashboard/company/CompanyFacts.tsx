import type { ComponentChildren } from 'preact'
import type { Company } from '#core/model/company.ts'
import { authorisations } from '#extension/dashboard/company/CompanyFields.tsx'
import { useApp } from '#extension/ui/app.tsx'

/** Every field, with where customers meet it. */
export function CompanyFacts({ company }: { company: Company }) {
  const { t } = useApp()
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{t('company.facts')}</h2>
      <dl class="details">
        <Fact label={t('company.name')} seen="name">
          {company.name}
        </Fact>
        {company.offices.map((office) => (
          <Fact key={office.id} label={t('company.partnerId')} seen="partnerId">
            {office.partnerId}
            {company.offices.length > 1 && ` (${office.name})`}
          </Fact>
        ))}
        <Fact label={t('company.phone')} seen="contact">
          {company.phone || '–'}
        </Fact>
        <Fact label={t('company.email')} seen="contact">
          {company.email}
        </Fact>
        <Fact label={t('company.website')} seen="website">
          {company.website || '–'}
        </Fact>
        <LooksFacts company={company} />
        <Fact label={t('customer.country')} seen="inside">
          {company.country}
        </Fact>
        <MicrosoftFacts company={company} />
      </dl>
      <p class="hint">
        {t('company.services')} <a href="#/settings/services">{t('nav.settings')}</a>
      </p>
    </section>
  )
}

/** Where customers meet a field. */
type Seen = 'name' | 'partnerId' | 'contact' | 'website' | 'logo' | 'colour' | 'inside' | 'cloud' | 'selling'

type FactProps = Readonly<{ label: string; seen: Seen; children: ComponentChildren }>

function Fact({ label, seen, children }: FactProps) {
  const { t } = useApp()
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {children}
        <span class="hint">{t(`company.seen.${seen}`)}</span>
      </dd>
    </>
  )
}

/** What its pages look like. */
function LooksFacts({ company: { logo, colour } }: { company: Company }) {
  const { t } = useApp()
  return (
    <>
      <Fact label={t('company.logo')} seen="logo">
        {logo ? (
          <span class="logo light">
            <img src={logo} alt="" />
          </span>
        ) : (
          '–'
        )}
      </Fact>
      <Fact label={t('company.colour')} seen="colour">
        <span class="swatch" style={{ background: colour }} /> {colour}
      </Fact>
    </>
  )
}

/** What it is to Microsoft. */
function MicrosoftFacts({ company }: { company: Company }) {
  const { t } = useApp()
  const held = authorisations.filter((each) => company.authorisations[each])
  return (
    <>
      <Fact label={t('company.cloud')} seen="cloud">
        {t(`cloud.${company.cloud}`)}
      </Fact>
      <Fact label={t('company.selling')} seen="selling">
        {t(`selling.${company.selling}`)}
      </Fact>
      <Fact label={t('company.authorisations')} seen="inside">
        {held.map((each) => t(`authorisation.${each}`)).join(', ') || '–'}
      </Fact>
    </>
  )
}
