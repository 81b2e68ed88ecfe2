import type * as extension from '#extension/browserInbox.ts'

/** What extension/browserInbox.ts is in the extension, for the demo. */

/** There is no background to wake, and no host to look at. */
export const inboxAlarm: typeof extension.inboxAlarm = {
  name: 'inbox',
  set: async () => {},
  clear: async () => false,
}

/** Only the background shows them. */
export const notices: typeof extension.notices = {
  ask: async () => false,
  areWanted: async () => false,
  drop: async () => false,
  show: async () => {},
}
