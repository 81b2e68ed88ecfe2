import type { FieldFault, FieldRule } from '#core/model/problem.ts'
import { keyLines, readProductKey } from '#core/model/productKey.ts'
import { useApp } from '#extension/ui/app.tsx'
import type { Speaker } from '#extension/ui/words.ts'

/** A line of what was typed, from 0, and the rule that it broke. */
type LineFault = Readonly<{ line: number; rule: FieldRule }>

/** The faults that are about one line each. */
export const lineFaultsOf = (faults: readonly FieldFault[]): LineFault[] =>
  faults
    .filter(({ path }) => path.startsWith('keys.'))
    .map(({ path, rule }) => ({ line: Number(path.split('.')[1]), rule }))

/** What is wrong with a line as it stands now, by its place and what it may have been; null once it has been mended. */
function inWords(t: Speaker['t'], { line: index, rule }: LineFault, text: string): string | null {
  const line = index + 1
  const reading = readProductKey(text)
  if (reading.ok) return rule === 'unique' ? t('key.fault.unique', { line }) : null
  if (reading.rule === 'keyLength') return t('key.fault.length', { line, n: reading.length })
  const { symbol, place, perhaps } = reading
  return perhaps
    ? t('key.fault.perhaps', { line, symbol, place, perhaps })
    : t('key.fault.symbol', { line, symbol, place })
}

/** What is wrong with the keys that were typed, line by line. */
export function LineFaults({ faults, typed }: { faults: readonly LineFault[]; typed: string }) {
  const { t } = useApp()
  if (!faults.length) return null
  const lines = keyLines(typed)
  const texts = faults.flatMap((fault) => inWords(t, fault, lines[fault.line] ?? '') ?? [])
  return (
    <ul class="bullets" role="alert">
      {texts.map((text) => (
        <li key={text} class="warn">
          {text}
        </li>
      ))}
    </ul>
  )
}
