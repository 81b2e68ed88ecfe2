/** What the build of the demo knows of the example (scripts/demo.ts). */
declare module '#example' {
  import type { PageLanguage } from '#core/model/language.ts'
  import type { Audience } from '#core/model/offer.ts'
  import type { VersionState } from '#core/model/offer.ts'
  import type { OfferKind } from '#core/model/terms.ts'

  /** A page of the example's site, which lies beside the demo. */
  export type ExamplePage = Readonly<{
    kind: OfferKind
    /** As it was published: whether it has expired since, the moment says at which it closes. */
    state: VersionState
    closesAt: string
    language: PageLanguage
    audience: Audience
    customers: readonly string[]
    /** Relative to the demo's folder, with the recipient's token where the link is for one. */
    link: string
  }>

  /** `YYYY-MM-DD`, the day that the example's dates lie around. Its pages were drawn for it, so the workspace must be too. */
  export const day: string
  export const pages: readonly ExamplePage[]
}
