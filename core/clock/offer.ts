import type { Version, VersionState } from '#core/model/offer.ts'

/** The state that people see of a version, at `now` (milliseconds since 1970). */
export function stateAt(version: Pick<Version, 'state' | 'binding'>, now: number): VersionState {
  const open = version.state === 'ready' || version.state === 'published'
  return open && now >= Date.parse(version.binding.closesAt) ? 'expired' : version.state
}
