/** What can be done on the first screens. */
export { undo } from '#core/workspace/undo.ts'
export { linkOf, markSent } from '#core/workspace/links.ts'
export { postponeBackup } from '#core/workspace/postpone.ts'
export { setLanguage } from '#core/workspace/staff.ts'
