import type { Answer } from '#core/model/reply.ts'
import { say } from '#core/locale/say.ts'
import { countFields } from '#site/script/counts.ts'
import type { PageOffer } from '#site/script/offer.ts'

/** What a page does while it is read: days left, counts and totals. Answering is loaded when the customer starts to. */

const day = 86_400_000

const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)

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
  const form = find<HTMLFormElement>('[data-form]')!

  const left = () => Date.parse(offer.closesAt) - Date.now()

  /** Takes no new answer. One that is written and not sent yet stays, and says that it is late. */
  function close(): void {
    find('[data-days-left]')?.remove()
    find('[data-expired]')!.hidden = false
    answer.hidden = !find('[data-sent]')
    find('[data-again]')?.remove()
    const late = find('[data-late]')
    if (late) late.hidden = false
  }
  if (left() <= 0) return close()

  const choices = { ...countFields(offer, () => void answering().then(({ update }) => update())), token: takeToken(offer.code) }

  /** Shows what is left, or closes the page; again whenever the customer comes back to it. */
  function watchClock(): void {
    if (left() <= 0) {
      choices.lock(true)
      return close()
    }
    const days = Math.ceil(left() / day)
    const place = find('[data-days-left]')
    if (place) {
      place.textContent = say(offer.numbers, offer.words[days === 1 ? 'lastDay' : 'daysLeft'], { n: days })
      place.classList.toggle('soon', days <= 3)
    }
    setTimeout(watchClock, Math.min(left(), 3_600_000))
  }
  watchClock()
  document.addEventListener('visibilitychange', watchClock)

  let loaded: Promise<ReturnType<(typeof import('#site/script/answer.ts'))['startAnswer']>> | undefined
  /** Loads what answering needs, once; says so where it cannot be loaded. */
  function answering() {
    loaded ??= import('#site/script/answer.ts').then(({ startAnswer, wordsOf }) => wordsOf(offer.language).then((words) => startAnswer(form, offer, choices, words)))
    return loaded.catch(() => {
      loaded = undefined
      find('[data-status]')!.textContent = say(offer.numbers, offer.words.failed, { partner: offer.partner })
      return { update: () => {}, choose: () => {}, submit: () => {} }
    })
  }
  form.addEventListener('focusin', () => void answering(), { once: true })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void answering().then(({ submit }) => submit())
  })
  for (const button of form.querySelectorAll<HTMLElement>('[data-mode]')) {
    button.addEventListener('click', () => void answering().then(({ choose }) => choose(button.dataset.mode as Answer)))
  }
  form.hidden = false
}

const section = find('[data-offer]')
if (section) start(section, JSON.parse(section.dataset.offer!) as PageOffer)
