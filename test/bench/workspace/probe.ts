/**
 * Runs in the measured pages before the product does, and notes when what a
 * person waits for is there: in the document and laid out.
 */

type Key = Readonly<{ typed: string; ms: number }>

const seen: Record<string, number> = {}
const keys: Key[] = []
const reads: Record<string, number> = {}
let lastRead = 0
let wanted: { typed: string; at: number } | null = null
let beat = { last: 0, longest: 0, longestAt: '', shown: '', moved: 0, stood: 0, stoodAt: '', timer: 0 }
let awaited: { is: () => boolean; done: (at: number) => void } | null = null

/** What is looked for, by name. */
const places: Readonly<Record<string, () => unknown>> = {
  popup: () => document.querySelector('#recent') && document.activeElement?.matches('input[type=search]'),
  overview: () => document.querySelector('.charts'),
  rows: () => document.querySelector('main .list tbody tr'),
  complete: () => rowCount() >= most,
}

/** So many rows are all that a list has. */
const most = Number(localStorage.benchRows ?? Infinity)

/** How many rows the list that is shown has, drawn or not. */
function rowCount(): number {
  // A long list says how many there are, its head included.
  const long = document.querySelector('main .list[aria-rowcount]')
  return long
    ? Number(long.getAttribute('aria-rowcount')) - 1
    : document.querySelectorAll('main .list tbody tr').length
}

/** How far long work is, as a person reads it. */
const progressShown = () =>
  [...document.querySelectorAll('main [role="status"], main progress')]
    .map((each) => (each as HTMLProgressElement).value ?? each.textContent)
    .join(' ')

/** Now, after everything drawn so far has been laid out. */
function laidOut(): number {
  document.body.getBoundingClientRect()
  return performance.now()
}

function look(): void {
  for (const [name, isThere] of Object.entries(places))
    if (seen[name] === undefined && isThere()) {
      seen[name] = laidOut()
      if (name === 'popup' && localStorage.bench) setTimeout(type, 0, localStorage.bench)
    }
  if (wanted && document.querySelector<HTMLElement>('[data-found]')?.dataset.found === wanted.typed) {
    keys.push({ typed: wanted.typed, ms: laidOut() - wanted.at })
    wanted = null
  }
  if (awaited?.is()) {
    awaited.done(laidOut())
    awaited = null
  }
}

new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
addEventListener('focusin', look)

/** Types a text at once, as a person who does not wait for all to be there. */
function type(text: string): void {
  const field = document.querySelector<HTMLInputElement>('input[type=search]')!
  field.value = text
  pressed = performance.now()
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

let pressed = 0
addEventListener('keydown', (event) => (pressed = event.timeStamp), true)
addEventListener(
  'input',
  (event) => {
    const { value } = event.target as HTMLInputElement
    wanted = value.trim() ? { typed: value, at: pressed || event.timeStamp } : null
    pressed = 0
  },
  true,
)

let acted = 0
for (const name of ['click', 'change']) addEventListener(name, (event) => (acted = event.timeStamp), true)

// Counts what is read from the database, by store.
for (const kind of [IDBObjectStore, IDBIndex])
  for (const name of ['get', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor'] as const) {
    const { prototype } = kind as unknown as {
      prototype: Record<string, (this: IDBObjectStore | IDBIndex, ...args: unknown[]) => IDBRequest>
    }
    const original = prototype[name]!
    prototype[name] = function (this: IDBObjectStore | IDBIndex, ...args: unknown[]) {
      const store = 'objectStore' in this ? this.objectStore.name : this.name
      reads[`${store}.${name}`] = (reads[`${store}.${name}`] ?? 0) + 1
      const request = original.apply(this, args)
      request.addEventListener('success', () => (lastRead = performance.now()))
      return request
    }
  }

Object.assign(globalThis, {
  bench: {
    /** When something was there, in milliseconds since the page began; undefined until then. */
    seen: (name: string) => seen[name],
    origin: () => performance.timeOrigin,
    keys: () => keys.splice(0),
    reads: () => reads,
    /** Nothing has been read for a while. */
    isQuiet: () => performance.now() - lastRead > 250,
    isLaidOut: () => laidOut(),
    type,
    /** A key was pressed, and what it asks for is not there yet. */
    isWaiting: () => wanted !== null,
    /** Sorts a list by a column. @returns milliseconds until it is drawn */
    sort(column: string): Promise<number> {
      const head = document.querySelector(`[data-column="${column}"]`)!
      const before = head.getAttribute('aria-sort')
      return new Promise((done) => {
        const start = performance.now()
        awaited = { is: () => head.getAttribute('aria-sort') !== before, done: (at) => done(at - start) }
        head.querySelector('button')!.click()
      })
    },
    /** Milliseconds from the last click, or from a choice in a field, until what was expected was there; null before that. */
    sinceAct: (selector: string) => (seen[selector] === undefined ? null : seen[selector] - acted),
    expect(selector: string) {
      delete seen[selector]
      awaited = {
        is: () => document.querySelector(selector) !== null,
        done: (at) => (seen[selector] = at),
      }
    },
    /** Notes the longest time that the page's thread was busy, and the longest that progress stood still until what is expected is there. */
    listen() {
      const begin = performance.now()
      beat = {
        last: begin,
        longest: 0,
        longestAt: '',
        shown: progressShown(),
        moved: begin,
        stood: 0,
        stoodAt: '',
        timer: 0,
      }
      beat.timer = setInterval(() => {
        const now = performance.now()
        if (now - beat.last > beat.longest)
          [beat.longest, beat.longestAt] = [now - beat.last, `${beat.shown} (${Math.round(now - begin)} ms)`]
        beat.last = now
        const text = progressShown()
        if (awaited && now - beat.moved > beat.stood)
          [beat.stood, beat.stoodAt] = [now - beat.moved, beat.shown]
        if (text !== beat.shown) [beat.shown, beat.moved] = [text, now]
      }, 4) as unknown as number
    },
    /** How long progress stood still, in milliseconds, and at what. */
    longestStand: () => ({ ms: beat.stood, at: beat.stoodAt }),
    /** What was shown before the longest time that the page did not answer, and when that was over. */
    longestGapAt: () => beat.longestAt,
    longestGap() {
      clearInterval(beat.timer)
      return beat.longest
    },
  },
})
