import { readFileSync } from 'node:fs'
import type { View } from '#test/bench/peers/view.ts'

/** The views in a file of JSON lines, which may be larger than the longest text. */
export function* rows(file: string): Generator<View> {
  const bytes = readFileSync(file)
  for (let at = 0, end = bytes.indexOf(10); end >= 0; at = end + 1, end = bytes.indexOf(10, at))
    yield JSON.parse(bytes.toString('utf8', at, end)) as View
}
