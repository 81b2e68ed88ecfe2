import { useRef, useState } from 'preact/hooks'
import { inkOn, readableOn } from '#core/model/colour.ts'
import type { CompanyInput } from '#core/model/company.ts'
import { pageLanguages, type PageLanguage } from '#core/model/language.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Select } from '#extension/ui/fields.tsx'
import { previewFacts } from '#extension/ui/previewFacts.ts'

/** The grounds of the customer's page (`--soft` of site/styles/page.css) that colours must be read on. */
const grounds = { light: '#f5f5f3', dark: '#1f2227' } as const

type Facts = Pick<CompanyInput, 'name' | 'email' | 'phone' | 'website' | 'siteAddress' | 'logo' | 'colour' | 'offices' | 'language'>

/** Puts the company's facts into the page, as text, and marks where they stand. */
function fill(page: Document, company: Facts): void {
  const partnerId = company.offices[0]?.partnerId ?? ''
  const host = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
  const facts: readonly (readonly [token: string, value: string])[] = [
    [previewFacts.name, company.name],
    [previewFacts.email, company.email],
    [previewFacts.phone, company.phone],
    [previewFacts.siteAddress, company.siteAddress],
    [host(previewFacts.website), host(company.website)],
    [previewFacts.partnerId, partnerId],
  ]
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  for (const text of texts) {
    const found = facts.filter(([token]) => text.data.includes(token))
    if (!found.length || !text.parentElement) continue
    text.data = found.reduce((data, [token, value]) => data.replaceAll(token, value), text.data)
    text.parentElement.style.setProperty('outline', '2px dotted var(--accent)')
    text.parentElement.style.setProperty('outline-offset', '2px')
    if (!text.data.trim()) text.parentElement.hidden = true
  }
  const logo = page.querySelector<HTMLImageElement>('header img')
  if (logo) {
    logo.src = company.logo || 'data:,'
    logo.hidden = company.logo === ''
  }
  const ground = matchMedia('(prefers-color-scheme: dark)').matches ? grounds.dark : grounds.light
  const accent = readableOn(company.colour, ground)
  page.documentElement.style.setProperty('--accent', accent)
  page.documentElement.style.setProperty('--accent-ink', inkOn(accent))
  page.body.inert = true
}

/** The customer's page with what is known of the company, in a frame in which no script runs. */
export function Preview({ company }: { company: Facts }) {
  const { t } = useApp()
  const [language, setLanguage] = useState<PageLanguage>(company.language)
  const frame = useRef<HTMLIFrameElement>(null)
  return (
    <>
      <Select label={t('make.language')} value={language} options={pageLanguages.map((each) => [each, t(`language.${each}`)])} onChange={setLanguage} />
      <iframe
        // Another frame for other facts: the page is filled once.
        key={`${language}${JSON.stringify(company)}`}
        ref={frame}
        class="preview"
        title={t('company.preview')}
        src={`preview/${language}.html`}
        sandbox="allow-same-origin"
        tabIndex={-1}
        onLoad={() => frame.current?.contentDocument && fill(frame.current.contentDocument, company)}
      />
    </>
  )
}
