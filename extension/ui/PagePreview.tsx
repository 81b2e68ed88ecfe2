import { useEffect, useRef, useState } from 'preact/hooks'
import { inkOn, readableOn } from '#core/model/colour.ts'
import type { OfferPage } from '#core/publication/pages.ts'
import { loadSite } from '#extension/publisher/drawSite.ts'

/** The grounds of the customer's page (`--soft` of site/styles/letter.css) that colours must be read on. */
const grounds = { light: '#f5f5f3', dark: '#1f2227' } as const

/** What a page shows without its script, without what only a served page needs, in the extension's own copy of its styles. */
function still(html: string, styles: string, { colour, logo }: OfferPage['props']['company']): HTMLElement {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const node of page.querySelectorAll('script, noscript, meta[http-equiv], link')) node.remove()
  const link = Object.assign(page.createElement('link'), { rel: 'stylesheet', href: styles })
  page.head.append(link)
  // What a customer sees once the page's script runs.
  page.querySelector('form')?.removeAttribute('hidden')
  const accent = readableOn(
    colour,
    matchMedia('(prefers-color-scheme: dark)').matches ? grounds.dark : grounds.light,
  )
  page.documentElement.style.setProperty('--accent', accent)
  page.documentElement.style.setProperty('--accent-ink', inkOn(accent))
  page.querySelector<HTMLElement>('.logo')?.style.setProperty('content', `url(${logo})`)
  page.body.inert = true
  // Chromium writes the pages of extensions smaller.
  page.body.style.font = 'inherit'
  return page.documentElement
}

/** Marks where some texts stand. */
function mark(page: HTMLElement, texts: readonly string[]): void {
  const walker = page.ownerDocument.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    if (!text.parentElement || !texts.some((each) => each !== '' && text.data.includes(each))) continue
    text.parentElement.style.setProperty('outline', '2px dotted var(--accent)')
    text.parentElement.style.setProperty('outline-offset', '2px')
  }
}

/**
 * An offer's page as the site draws it, in a frame in which no script runs.
 *
 * @param marked texts to show where they stand
 */
export function PagePreview({
  page,
  label,
  marked = [],
}: {
  page: OfferPage
  label: string
  marked?: readonly string[]
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [isReady, setReady] = useState(false)
  const content = JSON.stringify([page, marked])
  useEffect(() => {
    if (!isReady) return
    let isCurrent = true
    async function draw() {
      const { drawOffer, styles } = await loadSite()
      const html = await drawOffer(page)
      const target = frame.current?.contentDocument
      if (!isCurrent || !target) return
      const drawn = target.adoptNode(still(html, styles, page.props.company))
      target.replaceChild(drawn, target.documentElement)
      mark(drawn, marked)
    }
    void draw()
    return () => {
      isCurrent = false
    }
  }, [isReady, content])
  return (
    <iframe
      ref={frame}
      class="preview"
      title={label}
      src="preview.html"
      sandbox="allow-same-origin"
      tabIndex={-1}
      onLoad={() => setReady(true)}
    />
  )
}
