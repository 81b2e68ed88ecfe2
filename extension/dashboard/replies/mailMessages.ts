import type { Incoming } from '#core/exchange/mailFile.ts'

/** What the reading worker is given: a file, or a text that was pasted. */
export type Source = File | string

/** What the reading worker says of it: how many of its mails are read, each one that has a reply, and how it ended. */
export type MailNews =
  | Readonly<{ kind: 'progress'; done: number; total: number }>
  | Readonly<{ kind: 'found'; at: number; incoming: Incoming }>
  | Readonly<{ kind: 'end' | 'unreadable' }>
