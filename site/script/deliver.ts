import type { Endpoint } from '#core/model/company.ts'
import { mailtoUrl } from '#core/model/email.ts'
import { groupCode } from '#core/model/grouping.ts'
import { handOver } from '#site/script/handOver.ts'
import type { AnswerOffer, Say } from '#site/script/offer.ts'

/** Longer mail links are cut off by some mail programs and browsers. */
const longestMailLink = 1500

type Rows = readonly (readonly [label: string, value: string])[]

type Delivery = Readonly<{
  armor: string
  /** The sentence that is being answered. */
  said: string
  receipt: Rows
  /** What of the offer the file says too; the page shows it anyway. */
  offered: Rows
  form: HTMLElement
  offer: AnswerOffer
  t: Say
  /** The customer goes back to the form. */
  onBack: () => void
}>

function element<
  K extends 'a' | 'button' | 'dd' | 'details' | 'div' | 'dl' | 'dt' | 'h3' | 'p' | 'summary' | 'textarea',
>(name: K, properties: Partial<HTMLElementTagNameMap[K]>, ...content: Node[]): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...content)
  return made
}

/** Gives an element the name that styles and other scripts know it by. */
function named<T extends HTMLElement>(name: string, made: T): T {
  made.dataset[name] = ''
  return made
}

const button = (name: string, text: string, onclick: () => void) =>
  named(name, element('button', { className: 'text', type: 'button', onclick, textContent: text }))

const link = (name: string, text: string, href: string, onclick: () => void) =>
  named(name, element('a', { className: 'text', href, onclick, textContent: text }))

async function copy(text: string, field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // No permission, or the page is not served over https: the old way still works in most browsers.
    field.closest('details')!.open = true
    field.select()
    return document.execCommand('copy')
  }
}

/** Hands the answer over, and says meanwhile and afterwards how that goes. */
async function tryEndpoint(endpoint: Endpoint, armor: string, status: HTMLElement, t: Say): Promise<boolean> {
  status.textContent = t('handing')
  const handed = await handOver(endpoint, t('handSubject'), armor)
  status.textContent = handed ? '' : t('handFailed')
  return handed
}

/** A link that writes the mail. @returns also whether the whole answer fits into it */
function mailOf(
  armor: string,
  said: string,
  email: string,
  code: string,
  t: Say,
): [address: string, fits: boolean] {
  const link = (body: string) => mailtoUrl(email, { subject: t('mailSubject', { code }), body })
  const whole = link(`${said}\n\n${t('mailBody')}\n\n${armor}\n`)
  const fits = whole.length <= longestMailLink
  return [fits ? whole : link(`${said.slice(0, 300)}\n\n${t('mailPaste')}\n`), fits]
}

/** The address of the file that the customer keeps: what was answered and offered, and the sealed text. */
function fileOf(armor: string, rows: Rows, t: Say): string {
  const written = rows.map(([label, value]) => t('row', { label, value })).join('\n')
  return URL.createObjectURL(new Blob([`${written}\n\n${armor}\n`], { type: 'text/plain' }))
}

const listOf = (receipt: Rows) =>
  element(
    'dl',
    {},
    ...receipt.flatMap(([name, value]) => [
      element('dt', { textContent: name }),
      element('dd', { textContent: value }),
    ]),
  )

const actions = (...ways: Node[]) => element('p', { className: 'actions' }, ...ways)

/** The ways that are left to the customer, below what became of the endpoint's. */
function waysOf({ partner, closesAt }: AnswerOffer, handed: boolean, t: Say, ...ways: Node[]): HTMLElement {
  const late = named(
    'late',
    element('p', { hidden: Date.now() < Date.parse(closesAt), textContent: t('late', { partner }) }),
  )
  return element(
    'div',
    { className: 'ways' },
    element('h3', { textContent: t(handed ? 'handedTitle' : 'readyTitle', { partner }) }),
    element('p', { textContent: t(handed ? 'handed' : 'ready', { partner }) }),
    ...(handed ? [] : [late]),
    actions(...ways),
  )
}

/**
 * Brings the sealed answer home: to the endpoint where there is one, then by
 * what the customer chooses of mail, clipboard and file. Shows what was sent,
 * as a receipt.
 */
export async function deliver({
  armor,
  said,
  receipt,
  offered,
  form,
  offer,
  t,
  onBack,
}: Delivery): Promise<void> {
  const status = element('p', { role: 'status' })
  const panel = named('sent', element('div', { tabIndex: -1 }, status))
  form.after(panel)
  panel.focus()

  const handed = offer.endpoint ? await tryEndpoint(offer.endpoint, armor, status, t) : false
  const code = groupCode(offer.code)

  const title = element('h3', {})
  const printing = button('print', t('print'), () => print())
  /** It is a receipt only once something has left this page. */
  const setSent = (sent: boolean) => {
    title.textContent = t(sent ? 'receiptTitle' : 'summaryTitle')
    printing.hidden = !sent
  }
  setSent(handed)

  const sealed = named(
    'sealed',
    element('textarea', {
      id: 'sealed',
      rows: 8,
      readOnly: true,
      spellcheck: false,
      ariaLabel: t('sealedText'),
      value: armor,
    }),
  )
  // Nobody needs it whose answer has been handed over.
  const unfolded = element(
    'details',
    { className: 'field', open: !handed },
    element('summary', { textContent: t('sealedText') }),
    sealed,
  )
  const showCopied = async () => {
    const done = await copy(armor, sealed)
    status.textContent = done ? t('copied', { email: offer.email }) : t('copyFailed')
    if (done) setSent(true)
  }
  const [address, fits] = mailOf(armor, said, offer.email, code, t)
  const mail = link('mail', t('byMail'), address, () => {
    setSent(true)
    // A long answer travels by the clipboard into a short mail.
    if (!fits) void showCopied()
  })
  if (!handed) mail.className = 'button'
  const copying = button('copy', t('copy'), () => void showCopied())
  const save = link('save', t('save'), fileOf(armor, [...receipt, ...offered], t), () => setSent(true))
  save.download = `${code}.tilbud.txt`
  panel.prepend(waysOf(offer, handed, t, mail, copying, save))

  const again = button('again', form.querySelector('[data-mode="accept"]')!.textContent, () => {
    URL.revokeObjectURL(save.href)
    panel.remove()
    form.hidden = false
    onBack()
    form.querySelector<HTMLElement>('[data-submit]')!.focus()
  })
  panel.append(title, listOf(receipt), actions(printing, again), unfolded)
  panel.focus()
}
