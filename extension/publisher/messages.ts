/** What is asked of the publishing worker. */
export type Order =
  | Readonly<{ kind: 'zip'; text: string }>
  | Readonly<{ kind: 'folder'; text: string; folder: FileSystemDirectoryHandle; mayGoOn: boolean }>

/** Why no site came of it. */
export type PublishProblem =
  | Readonly<{ problem: 'otherFolder' | 'tooMany' }>
  /** The folder has `n` pages that this browser has put there and the publication lacks, or that it knows nothing of. */
  | Readonly<{ problem: 'wouldLose' | 'unknownPages'; n: number }>
  | Readonly<{ problem: 'failed'; detail: string }>

/** Whether a person may say that it shall be done all the same. */
export const mayBeForced = ({ problem }: PublishProblem) =>
  problem === 'wouldLose' || problem === 'unknownPages'

/** What the worker says: how far it is, and once what became of it. */
export type News =
  | Readonly<{ kind: 'progress'; done: number; total: number }>
  | Readonly<{ kind: 'zip'; blob: Blob }>
  | Readonly<{ kind: 'folder' }>
  | Readonly<{ kind: 'problem'; why: PublishProblem }>
