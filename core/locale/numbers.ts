/** Digits, plain or in groups of three by one and the same sign, and decimals by a comma or a dot. */
const written = /^(?:([1-9]\d{0,2})(?:([\s'’.,])\d{3})(?:\2\d{3})*|\d+)(?:([.,])(\d+))?$/

/**
 * Reads a number that a person or a program wrote: `1500`, `1 500`, `1,500`,
 * `1.500,00`, `1’500`. It never guesses: what could mean two numbers is none.
 *
 * One comma or dot before three digits sets off thousands where there are no
 * decimals, and is refused where there are.
 *
 * @param places decimals that the result keeps; more of them may only be zeros
 * @returns the number times 10^`places`; null when it is none, negative or too large to be exact
 */
export function readNumber(text: string, places = 0): number | null {
  const typed = text.trim()
  const [all, first, group = '', sign = '', decimals = ''] = written.exec(typed) ?? []
  if (all === undefined) return null
  const groups = first && typed.split(group).length
  // `1,500` with decimals, and three decimals after anything, could be thousands or not.
  if (decimals ? decimals.length === 3 || sign === group : places && groups === 2 && /[.,]/.test(group))
    return null
  if (/[1-9]/.test(decimals.slice(places))) return null
  const whole = typed.slice(0, typed.length - sign.length - decimals.length).replace(/\D/g, '')
  const value = Number(whole + decimals.slice(0, places).padEnd(places, '0'))
  return Number.isSafeInteger(value) ? value : null
}
