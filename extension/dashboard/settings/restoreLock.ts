/** The Web Lock that is held while a backup is restored: one restore at a time, in whatever window. */
export const restoreLock = 'tilbud-restore'
