/** Who publishes. */
export type Publisher = Readonly<{ actor: string; customerChosen: boolean }>

/** Where a site shall lie. `mayGoOn`: a person has been asked and wants it all the same. */
export type Target =
  | Readonly<{ kind: 'zip' }>
  | Readonly<{ kind: 'folder'; folder: FileSystemDirectoryHandle; mayGoOn: boolean }>

/** Why no site came of it. */
export type PublishProblem =
  | Readonly<{ problem: 'otherFolder' | 'tooLarge' }>
  /** The folder has `n` pages that this browser has put there and the publication lacks, or that it knows nothing of. */
  | Readonly<{ problem: 'wouldLose' | 'unknownPages'; n: number }>
  | Readonly<{ problem: 'failed'; detail: string }>

/** Whether a person may say that it shall be done all the same. */
export const mayBeForced = ({ problem }: PublishProblem) =>
  problem === 'wouldLose' || problem === 'unknownPages'

/** A site: of how many files, and the archive of them where one was wanted. */
export type DrawnFiles = Readonly<{ files: number; zip: Blob | null }>
