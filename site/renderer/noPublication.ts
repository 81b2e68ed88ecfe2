/** Stands in for site/publication.ts where pages are given what they are drawn from. */
export const publication = (): never => {
  throw new Error('The renderer draws only what it is given.')
}
