import type { Params } from '#core/locale/say.ts'
import type { PageOffer } from '#site/script/offer.ts'

/** Longer mail links are cut off by some mail programs and browsers. */
const longestMailLink = 1500

type Delivery = Readonly<{
  armor: string
  /** The sentence that is being answered. */
  said: string
  code: string
  offer: PageOffer
  t: (key: keyof PageOffer['words'], params?: Params) => string
  /** Goes back to the answer. */
  back: () => void
}>

async function copy(text: string, field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // No permission, or the page is not served over https: the old way still works in most browsers.
    field.select()
    return document.execCommand('copy')
  }
}

/** Shows the sealed answer and the ways that it can go home: mail, clipboard, file. */
export function deliver({ armor, said, code, offer, t, back }: Delivery): void {
  const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!
  const panel = find('[data-sent]')
  const field = find<HTMLTextAreaElement>('[data-sealed]')
  const status = find('[data-sent-status]')
  field.value = armor
  find('[data-sent-statement]').textContent = said
  status.textContent = ''

  const mailLink = (text: string) =>
    `mailto:${offer.email}?subject=${encodeURIComponent(t('mailSubject', { code }))}&body=${encodeURIComponent(text)}`
  const whole = mailLink(`${said}\n\n${t('mailBody')}\n\n${armor}\n`.replace(/\n/g, '\r\n'))
  const mail = find<HTMLAnchorElement>('[data-mail]')
  const fits = whole.length <= longestMailLink
  mail.href = fits ? whole : mailLink(`${said.slice(0, 300)}\n\n${t('mailPaste')}\n`.replace(/\n/g, '\r\n'))

  const showCopied = async () => {
    status.textContent = (await copy(armor, field)) ? t('copied', { email: offer.email }) : t('copyFailed')
  }
  mail.onclick = fits ? null : () => void showCopied()
  find('[data-copy]').onclick = () => void showCopied()
  const save = find<HTMLAnchorElement>('[data-save]')
  URL.revokeObjectURL(save.href)
  save.href = URL.createObjectURL(new Blob([`${said}\n${code}\n\n${armor}\n`], { type: 'text/plain' }))
  find('[data-again]').onclick = () => {
    panel.hidden = true
    back()
  }
  panel.hidden = false
  panel.focus()
}
