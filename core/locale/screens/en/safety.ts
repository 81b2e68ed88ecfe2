import type { Word } from '#core/locale/say.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety = {
  'failed.what': 'Something here could not be shown. Nothing is lost: your records are still in this browser.',
  'failed.again': 'Try again',
  'problem.changedElsewhere': 'This was changed in another window in the meantime. Nothing was saved, and what you typed is still here.',
  'request.edit': 'Edit service request',
  'elsewhere.look': 'View newer version',
  'elsewhere.take': 'Use newer version',
  'elsewhere.overwrite': 'Overwrite with mine',
  'unsaved.title': 'Discard changes?',
  'unsaved.what': 'What you typed has not been saved.',
  'unsaved.stay': 'Keep editing',
  'unsaved.discard': 'Discard',
} as const satisfies Record<string, Word>
