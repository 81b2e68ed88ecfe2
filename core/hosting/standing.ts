import type { Standing } from '#core/hosting/target.ts'

/** A standing as it lies on hosts that keep it as text. */
export const standingText = ({ workspace, number, digest, retired }: Standing): string =>
  JSON.stringify({ workspace, number, digest, retired })

/** Somebody's publication that cannot be read: nobody's own, so that a person is asked before it is replaced. */
const unreadable: Standing = { workspace: '', number: 0, digest: '', retired: [] }

const isStanding = (value: unknown): value is Standing => {
  const { workspace, number, digest, retired } = (value ?? {}) as Record<string, unknown>
  return (
    typeof workspace === 'string' &&
    Number.isSafeInteger(number) &&
    typeof digest === 'string' &&
    Array.isArray(retired) &&
    retired.every((path) => typeof path === 'string')
  )
}

/** The standing in a text; one of nobody when the text holds none. */
export function readStanding(text: string): Standing {
  try {
    const value: unknown = JSON.parse(text)
    return isStanding(value) ? value : unreadable
  } catch {
    return unreadable
  }
}
