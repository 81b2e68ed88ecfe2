import type { Word } from '#core/locale/say.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety = {
  'failed.what': 'Something here could not be shown. Nothing is lost: your records are still in this browser.',
  'failed.again': 'Try again',
  'problem.changedElsewhere': 'Somebody changed this in another window meanwhile. Nothing was saved, and what you typed is still here.',
  'request.edit': 'Edit service request',
  'elsewhere.look': 'See the newer version',
  'elsewhere.take': 'Go on with the newer version',
  'elsewhere.overwrite': 'Save mine over it',
  'unsaved.title': 'Discard what you typed?',
  'unsaved.what': 'It has not been saved.',
  'unsaved.stay': 'Keep editing',
  'unsaved.discard': 'Discard',
} as const satisfies Record<string, Word>
