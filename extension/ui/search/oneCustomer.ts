/** What is shown of one customer that was found: what one can do for it, and its portals. */
export { PortalLinks } from '#extension/ui/PortalLinks.tsx'
export { CustomerActions } from '#extension/ui/search/CustomerActions.tsx'
export { readKnown } from '#extension/ui/search/known.ts'
