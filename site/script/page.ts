/// <reference types="vite/client" />
import { localDate } from '#core/locale/format.ts'
import { say, type Params, type Word } from '#core/locale/say.ts'
import type { Answer } from '#core/model/reply.ts'
import { countFields, readLines } from '#site/script/counts.ts'
import type { Choices, PageData, PageOffer } from '#site/script/offer.ts'

/** What a page does while it is read: time left, counts and totals. Answering is loaded when the customer starts to. */

type Answering = Awaited<ReturnType<(typeof import('#site/script/answer.ts'))['startAnswer']>>

/** See site/addresses.ts. */
const answerAddress = Object.values(
  import.meta.glob<string>('./answer.ts', { query: '?address=startAnswer', import: 'default', eager: true }),
)[0]!

const hour = 3_600_000
const day = 24 * hour

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

/**
 * The time that is left, in words that agree with the customer's own calendar:
 * the last day is *today* only where the customer has that date too.
 */
function timeLeft(
  { numbers, words: [daysLeft, hoursLeft, isLast], lastDay }: PageOffer,
  left: number,
): string {
  const isToday = localDate(new Date(Date.now())) === lastDay
  // A day that begins or ends summer time has an hour more or less.
  if (isToday && left <= day + hour) return say(numbers, isLast)
  return left <= day
    ? say(numbers, hoursLeft, { n: Math.ceil(left / hour) })
    : say(numbers, daysLeft, { n: Math.ceil(left / day) })
}

/** Takes no new answer. One that is written and not sent yet stays, and says that it is late. */
function close(answer: HTMLElement): void {
  find('[data-days-left]')?.remove()
  find('[data-expired]')!.hidden = false
  answer.hidden = !find('[data-sent]')
  find('[data-again]')?.remove()
  const late = find('[data-late]')
  if (late) late.hidden = false
}

let loaded: Promise<Answering> | undefined
let failures = 0

/** Loads what answering needs; after a failure by another address, because browsers remember what they could not load. */
async function load(form: HTMLFormElement, offer: PageOffer, choices: Choices): Promise<Answering> {
  const address = failures ? `${answerAddress}?retry=${failures}` : answerAddress
  try {
    const { startAnswer } = (await import(
      /* @vite-ignore */ address
    )) as typeof import('#site/script/answer.ts')
    return await startAnswer(form, offer, choices)
  } catch (error) {
    failures++
    loaded = undefined
    throw error
  }
}

function start(answer: HTMLElement, offer: PageOffer): void {
  const form = find<HTMLFormElement>('[data-form]')!
  const status = find('[data-status]')!
  const [, , , wait, failed] = offer.words
  const tell = (word: Word, params?: Params) => say(offer.numbers, word, params)

  const left = () => Date.parse(offer.closesAt) - Date.now()
  if (left() <= 0) return close(answer)

  const answering = () => (loaded ??= load(form, offer, choices))
  const choices: Choices = {
    ...countFields(
      offer,
      () =>
        void answering().then(
          ({ update }) => update(),
          () => {},
        ),
    ),
    token: takeToken(offer.code),
    tell,
    // What is said to a browser without scripts, how to answer by mail, holds then too.
    explain(reason) {
      const without = new DOMParser().parseFromString(find('noscript')!.textContent, 'text/html')
      status.replaceChildren(reason, ...without.body.children)
    },
  }

  let timer = 0
  /** Shows what is left, or closes the page; again whenever the customer comes back to it. */
  function watchClock(): void {
    const rest = left()
    if (rest <= 0) {
      choices.lock(true)
      return close(answer)
    }
    const place = find('[data-days-left]')
    if (place) {
      place.textContent = timeLeft(offer, rest)
      place.classList.toggle('soon', rest <= 3 * day)
    }
    clearTimeout(timer)
    timer = window.setTimeout(watchClock, Math.min(rest, hour))
  }
  watchClock()
  document.addEventListener('visibilitychange', watchClock)

  let busy = false
  /** Does one thing at a time: a second press while the first is under way is no second answer. */
  async function press(use: (ready: Answering) => unknown): Promise<void> {
    if (busy) return
    busy = true
    form.setAttribute('aria-busy', 'true')
    status.textContent = tell(wait)
    try {
      const ready = await answering()
      status.textContent = ''
      await use(ready)
    } catch {
      choices.explain(tell(failed))
    }
    busy = false
    form.removeAttribute('aria-busy')
  }

  form.addEventListener('focusin', () => void answering().catch(() => {}), { once: true })
  form.addEventListener('submit', (event) => event.preventDefault())
  find('[data-submit]')!.addEventListener('click', () => void press(({ submit }) => submit()))
  for (const button of form.querySelectorAll<HTMLElement>('[data-mode]')) {
    button.addEventListener('click', () => void press(({ choose }) => choose(button.dataset.mode as Answer)))
  }
  // Whoever frames a page can cover parts of it, and not every host can forbid that.
  if (top === self) form.hidden = false
  else void press(({ refuse }) => refuse())
}

const section = find('[data-offer]')
if (section)
  start(section, {
    ...(JSON.parse(section.dataset.offer!) as PageData),
    code: find('.code')!.textContent.replaceAll('-', ''),
    lines: readLines(),
  })
