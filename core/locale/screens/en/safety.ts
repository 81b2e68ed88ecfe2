import type { Word } from '#core/locale/say.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety = {
  'failed.what': 'Something here could not be shown. Nothing is lost: your records are still in this browser.',
  'failed.again': 'Try again',
} as const satisfies Record<string, Word>
