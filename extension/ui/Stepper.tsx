import { useState } from 'preact/hooks'
import { useApp } from '#extension/ui/app.tsx'
import { useSelectOnFocus } from '#extension/ui/selectOnFocus.ts'

/**
 * A whole number with buttons for one less and one more. What is typed and
 * cannot be taken is named, with what stands instead. The label is for screen
 * readers; the place says it to others.
 */
export function Stepper({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}) {
  const { t } = useApp()
  const [said, setSaid] = useState('')
  /** What is in the field while it is typed into: the screen may be drawn again meanwhile. */
  const [typed, setTyped] = useState<string | null>(null)
  const selecting = useSelectOnFocus()
  const within = (n: number) => Math.min(max, Math.max(min, n))
  const set = (n: number) => {
    setSaid('')
    setTyped(null)
    onChange(within(n))
  }

  function take(text: string): void {
    const whole = /^[+-]?\d+$/.test(text.replace(/\s/g, ''))
    const wanted = whole ? Number(text.replace(/\s/g, '')) : value
    const next = within(wanted)
    if (!whole) setSaid(t('field.notWhole', { typed: text, n: next }))
    else setSaid(next === wanted ? '' : t('field.outside', { typed: text, min, max, n: next }))
    setTyped(null)
    onChange(next)
  }

  return (
    <span class="stepper-field">
      <span class="stepper">
        <button
          type="button"
          disabled={value <= min}
          aria-label={t('field.fewer', { what: label })}
          onClick={() => set(value - 1)}
        >
          −
        </button>
        <input
          inputMode="numeric"
          aria-label={label}
          value={typed ?? String(value)}
          {...selecting}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onChange={(event) => take(event.currentTarget.value.trim())}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            selecting.onKeyDown()
            const by = { ArrowUp: 1, ArrowDown: -1 }[event.key]
            if (!by) return
            event.preventDefault()
            set(value + by)
          }}
        />
        <button
          type="button"
          disabled={value >= max}
          aria-label={t('field.more', { what: label })}
          onClick={() => set(value + 1)}
        >
          +
        </button>
      </span>
      <span class="fault" role="alert">
        {said}
      </span>
    </span>
  )
}
