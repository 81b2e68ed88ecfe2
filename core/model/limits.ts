/** What Tilbud allows in an offer; Microsoft documents no maximum of lines. Apart from the schemas, so that a page may know it. */
export const maxLines = 20
/** What Microsoft's trials have: 25 licences (an advisor's may have more) for 30 days. */
export const trialLicences = 25
export const trialDays = 30
/** More licences than Microsoft sells of anything without a cap. */
export const maxLicences = 1_000_000

/** The most symbols of a reply's text; an honest one has under 6,000. */
export const longestArmor = 20_000
