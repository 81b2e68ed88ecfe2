/** What the popup makes an offer with. */
export { findDraft, newDraft } from '#core/workspace/drafts.ts'
export { Maker } from '#extension/ui/maker/Maker.tsx'
