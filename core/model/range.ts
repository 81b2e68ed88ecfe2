/** What the customer may choose a number from. */
type Range = Readonly<{ min: number; max: number }>

/** Whether a number is what was offered. */
export const isWithin = ({ min, max }: Range, count: number): boolean => min <= count && count <= max

/** The line with another number, and its range made wide enough for it. */
export const withCount = <T extends Range>(line: T, count: number): T => ({
  ...line,
  count,
  min: Math.min(line.min, count),
  max: Math.max(line.max, count),
})
