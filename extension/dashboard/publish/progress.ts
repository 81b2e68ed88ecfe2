import type { Progress } from '#extension/longWork/messages.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** How far publishing is, in words. */
export const progressText = (t: Speaker['t'], { step, done, all }: Progress): string =>
  step === 'writing'
    ? t('publish.running', { done, total: all })
    : step === 'checking'
      ? t('publish.checking', { percent: Math.floor((100 * done) / all) })
      : t('publish.reading', { done, all })
