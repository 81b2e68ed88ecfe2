/** What all pages of the extension and the one that publishes share. */

/** Only one page of the extension at a time, or the one of the background, holds this lock and publishes to the host. */
export const runLock = 'tilbud-host'

/** Where it says how far it is, for all pages; and what they may say there. */
export const runChannel = 'tilbud-run'
export type Asked = 'howFar' | 'stop'
