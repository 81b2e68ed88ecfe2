import type { Language } from '#core/model/language.ts'

/** Who publishes. */
export type Publisher = Readonly<{ actor: string; customerChosen: boolean }>

/** Where a site shall lie. `mayGoOn`: a person has been asked and wants it all the same. */
export type Target =
  /** `changes`: only what is new or has changed since what a person confirmed as online. The text in it is in `language`. */
  | Readonly<{ kind: 'zip'; what: 'all' | 'changes'; language: Language }>
  | Readonly<{ kind: 'folder'; folder: FileSystemDirectoryHandle; mayGoOn: boolean }>

/** Why no site came of it. */
export type PublishProblem =
  | Readonly<{ problem: 'otherFolder' | 'tooLarge' | 'noChanges' }>
  /** The folder has `n` pages that this browser has put there and the publication lacks, or that it knows nothing of. */
  | Readonly<{ problem: 'wouldLose' | 'unknownPages'; n: number }>
  | Readonly<{ problem: 'failed'; detail: string }>

/** Whether a person may say that it shall be done all the same. */
export const mayBeForced = ({ problem }: PublishProblem) =>
  problem === 'wouldLose' || problem === 'unknownPages'

/** A site, or what has changed of it: of how many files and under which name, and the archive of them where one was wanted. */
export type DrawnFiles = Readonly<{ files: number; name: string; zip: Blob | null }>
