import { groupCode } from '#core/model/grouping.ts'
import { emailPattern } from '#core/model/email.ts'
import type { Answer, ReplyContent } from '#core/model/reply.ts'
import { say, type Params } from '#core/locale/say.ts'
import { countFields, countsInWords } from '#site/script/counts.ts'
import { deliver } from '#site/script/deliver.ts'
import type { PageOffer } from '#site/script/offer.ts'

/** The page's script: days left, counts, and the answer. Nothing is ever sent by it. */

const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)

const section = find('[data-offer]')
if (section) start(section, JSON.parse(section.dataset.offer!) as PageOffer)

/** The recipient's token, out of the address bar before anybody copies it onward. */
function takeToken(code: string): string | null {
  const key = `tilbud-${code}`
  const token = /^#r=([A-Za-z0-9-]{1,64})$/.exec(location.hash)?.[1]
  try {
    if (token) {
      history.replaceState(null, '', location.pathname + location.search)
      sessionStorage.setItem(key, token)
    }
    return token ?? sessionStorage.getItem(key)
  } catch {
    // Storage may be forbidden; the token is then only known until the page is reloaded.
    return token ?? null
  }
}

function start(answer: HTMLElement, offer: PageOffer): void {
  const t = (key: keyof PageOffer['words'], params?: Params) => say(offer.numbers, offer.words[key], params)
  const token = takeToken(offer.code)
  const form = find<HTMLFormElement>('[data-form]')!
  const status = find('[data-status]')!
  const statement = find('[data-statement]')!
  let mode: Answer = 'accept'

  /** Shows what is left, or closes the page; again whenever the customer comes back to it. */
  function watchClock(): void {
    const left = Date.parse(offer.closesAt) - Date.now()
    const days = Math.ceil(left / 86_400_000)
    const place = find('[data-days-left]')
    if (left > 0) {
      if (place) place.textContent = days === 1 ? t('lastDay') : t('daysLeft', { n: days })
      setTimeout(watchClock, Math.min(left, 3_600_000))
      return
    }
    place?.remove()
    answer.hidden = true
    find('[data-expired]')!.hidden = false
  }
  watchClock()
  document.addEventListener('visibilitychange', watchClock)

  const counts = countFields(offer, showStatement)

  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null
  const value = (name: string) => field(name)?.value.normalize('NFC').trim() ?? ''
  const delegation = () => (form.elements.namedItem('delegation') as RadioNodeList | null)?.value ?? ''

  function sentence(): string {
    if (mode === 'decline') return t('sayDecline')
    if (mode === 'question') return t('sayAsk')
    if (offer.kind === 'delegation') return t('sayAcceptDelegation')
    const chosen = counts()
    if (!chosen) return ''
    const what = offer.kind === 'trial' ? offer.trial : countsInWords(offer, chosen)
    if (offer.asked && delegation()) return t(delegation() === 'with' ? 'sayWith' : 'sayWithout', { what })
    return t(offer.kind === 'trial' ? 'sayAcceptTrial' : 'sayAccept', { what })
  }

  function showStatement(): void {
    statement.textContent = sentence()
  }

  function setMode(next: Answer): void {
    mode = next
    const words = { accept: ['message', 'accept'], decline: ['reason', 'decline'], question: ['question', 'ask'] } as const
    find('[data-message-label]')!.textContent = t(words[mode][0])
    find('[data-submit]')!.textContent = t(words[mode][1])
    for (const button of document.querySelectorAll<HTMLElement>('[data-mode]')) {
      button.hidden = mode === 'accept' ? button.dataset.mode === 'accept' : button.dataset.mode !== 'accept'
    }
    for (const part of document.querySelectorAll<HTMLElement>('[data-only]')) part.hidden = part.dataset.only !== mode
    for (const error of form.querySelectorAll<HTMLElement>('.error')) error.hidden = true
    showStatement()
  }

  /** Shows or clears what is wrong with a field. @returns whether it is right */
  function check(name: string, fits: boolean, text: string): boolean {
    const error = document.getElementById(`${name}-error`)
    if (!error) return true
    error.textContent = text
    error.hidden = fits
    const input = field(name)
    if (input instanceof HTMLElement) {
      input.setAttribute('aria-invalid', String(!fits))
      input.setAttribute('aria-describedby', error.id)
    }
    return fits
  }

  function isComplete(): boolean {
    const right = [
      check('delegation', mode !== 'accept' || !offer.asked || delegation() !== '', t('fillDelegation')),
      check('name', value('name') !== '', t('fillName')),
      check('email', emailPattern.test(value('email')), t('fillEmail')),
      check('company', value('company') !== '', t('fillCompany')),
      check('message', mode !== 'question' || value('message') !== '', t('fillQuestion')),
      mode !== 'accept' || counts() !== null,
    ]
    if (right.every(Boolean)) return true
    const wrong = document.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form.querySelector<HTMLElement>('[name="delegation"]')
    wrong?.focus()
    return false
  }

  function content(): ReplyContent {
    const accepted = mode === 'accept'
    const chosen = counts()
    const nonce = crypto.getRandomValues(new Uint8Array(16))
    return {
      format: 1,
      answer: mode,
      code: offer.code,
      version: offer.version,
      at: new Date().toISOString(),
      nonce: Array.from(nonce, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      by: { name: value('name'), email: value('email'), company: value('company') },
      counts: accepted && chosen ? [...chosen].map(([line, count]) => ({ line, count })) : [],
      delegation: accepted && offer.asked ? delegation() === 'with' : null,
      message: value('message'),
      token,
    }
  }

  // Sealing is loaded when the customer starts to answer, so that reading stays light.
  const loadSeal = () => import('#core/reply/seal.ts')
  form.addEventListener('focusin', () => void loadSeal().catch(() => {}), { once: true })

  async function submit(): Promise<void> {
    if (!isComplete()) return
    status.textContent = t('working')
    const said = sentence()
    try {
      const { sealReply } = await loadSeal()
      const armor = await sealReply(content(), offer.replyKey, offer.hash)
      status.textContent = ''
      form.hidden = true
      deliver({ armor, said, code: groupCode(offer.code), offer, t, back: () => (form.hidden = false) })
    } catch {
      status.textContent = t('failed', { partner: offer.partner })
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  form.addEventListener('change', showStatement)
  for (const button of document.querySelectorAll<HTMLElement>('[data-mode]')) {
    button.addEventListener('click', () => {
      setMode(button.dataset.mode as Answer)
      field('message')?.focus()
    })
  }
  setMode('accept')
  form.hidden = false
}
