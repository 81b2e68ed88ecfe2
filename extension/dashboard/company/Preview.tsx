import { useState } from 'preact/hooks'
import { defaultGrant } from '#core/catalog/roles.ts'
import { addDays, endOfDay, today } from '#core/clock/clock.ts'
import { pricedProduct } from '#core/exchange/example/data.ts'
import { codeFromBytes } from '#core/model/code.ts'
import type { CompanyInput } from '#core/model/company.ts'
import { pageLanguageChoices, type PageLanguage } from '#core/model/language.ts'
import type { Binding } from '#core/model/offer.ts'
import type { OfferPage } from '#core/publication/pages.ts'
import { presentationOf } from '#core/publication/project.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Select } from '#extension/ui/fields.tsx'
import { PagePreview } from '#extension/ui/PagePreview.tsx'

/** An offer that shows every fact of a company that customers see. It is frozen nowhere, and no answer could be sealed to it. */
function sample(company: CompanyInput, language: PageLanguage): OfferPage {
  const { product, price } = pricedProduct(0)
  const lastDay = addDays(today(Date.now(), 'Europe/Oslo'), company.validDays)
  const partnerId = company.offices[0]?.partnerId ?? ''
  const binding: Binding = {
    format: 1,
    code: codeFromBytes(new Uint8Array(10)),
    version: 1,
    partner: { name: company.name, partnerId, cloud: company.cloud },
    audience: 'one',
    addressee: null,
    terms: {
      kind: 'purchase',
      language,
      lastDay,
      timeZone: 'Europe/Oslo',
      message: '',
      billedBy: company.selling === 'advisor' ? 'microsoft' : 'partner',
      currency: company.currency,
      vatIncluded: company.vatIncluded,
      lines: [
        {
          id: 'line',
          product: { skuId: product.skuId, name: product.name },
          count: 10,
          min: 1,
          max: 300,
          term: 'P1Y',
          price: { amount: price, per: 'month' },
        },
      ],
      delegation: defaultGrant,
    },
    closesAt: endOfDay(lastDay, 'Europe/Oslo'),
    replyKey: { id: '00000000', publicKey: '' },
  }
  // Half typed addresses are none.
  const address = (typed: string, instead: string) => (URL.canParse(typed) ? typed : instead)
  const shown = presentationOf({ ...company, id: 'company', verified: null })
  const presentation = {
    ...shown,
    website: address(shown.website, ''),
    siteAddress: address(shown.siteAddress, 'https://site.invalid'),
  }
  return {
    partner: partnerId,
    code: '',
    props: {
      line: { t: 'offer', state: 'open', hash: '', binding },
      company: presentation,
      successor: undefined,
    },
  }
}

/** The customer's page with what is known of the company. */
export function Preview({ company }: { company: CompanyInput }) {
  const { t } = useApp()
  const [language, setLanguage] = useState<PageLanguage>(company.language)
  const page = sample(company, language)
  const { name, email, phone, website, siteAddress } = page.props.company
  const marked = [name, email, phone, website && new URL(website).host, siteAddress, page.partner]
  return (
    <>
      <Select
        label={t('make.language')}
        value={language}
        options={pageLanguageChoices}
        onChange={setLanguage}
      />
      <PagePreview page={page} label={t('company.preview')} marked={marked} />
    </>
  )
}
