/**
 * Stands in for zod in the renderer. Astro builds schemas with it for actions
 * and for a policy of its own, none of which these pages have; with it the
 * bundle would be twice as large and try to make functions out of text.
 */
const anything: never = new Proxy((() => {}) as never, {
  get: () => anything,
  apply: () => anything,
  construct: () => anything,
})

export const {
  array,
  boolean,
  custom,
  discriminatedUnion,
  enum: enum_,
  literal,
  never,
  object,
  string,
  union,
} = anything
export { enum_ as enum }
