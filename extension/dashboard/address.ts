/**
 * An address in the dashboard is a place and how the list there is narrowed
 * down, as in `#/customers?filter=ending&sort=-subscriptions`.
 */
export type Address = Readonly<{ place: string; query: string }>

/** @param hash what stands in the browser's address, with `#` */
export function readAddress(hash: string): Address {
  const [place = '', ...query] = hash.replace(/^#/, '').split('?')
  return { place, query: query.join('?') }
}

export const writeAddress = ({ place, query }: Address) => `#${place}${query && `?${query}`}`

/** The parts of a place: `/customers/1` is `customers`, `1`. */
export const partsOf = (place: string): readonly string[] => place.split('/').filter(Boolean)

/** A query with some of its values replaced. What is null is left out; the others keep their places. */
export function withValues(query: string, values: Readonly<Record<string, string | null>>): string {
  const all = new URLSearchParams(query)
  for (const [name, value] of Object.entries(values)) {
    if (value === null) all.delete(name)
    else all.set(name, value)
  }
  return all.toString()
}

/** Whichever of the choices a query names; the first when it names none of them. */
export const chosenOf = <T extends string>(choices: readonly T[], value: string | null): T =>
  choices.find((each) => each === value) ?? choices[0]!

/** What a list is sorted by, written `name` or, downwards, `-name`. */
export type Sort<Column extends string> = Readonly<{ by: Column; down: boolean }>

/** The first column upwards where the text names none. */
export function readSort<Column extends string>(
  columns: readonly Column[],
  text: string | null,
): Sort<Column> {
  const by = columns.find((each) => each === text?.replace(/^-/, ''))
  return by === undefined ? { by: columns[0]!, down: false } : { by, down: text!.startsWith('-') }
}

export const writeSort = ({ by, down }: Sort<string>) => (down ? `-${by}` : by)
