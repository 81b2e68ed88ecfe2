/** What is asked of the publishing worker. */
export type Order =
  | Readonly<{ kind: 'zip'; text: string }>
  | Readonly<{ kind: 'folder'; text: string; folder: FileSystemDirectoryHandle; mayLose: boolean }>

/** Why no site came of it. */
export type PublishFault =
  | Readonly<{ fault: 'otherFolder' | 'tooMany' }>
  /** The folder has `n` pages that the publication lacks. */
  | Readonly<{ fault: 'wouldLose'; n: number }>
  | Readonly<{ fault: 'failed'; detail: string }>

/** What the worker says: how far it is, and once what became of it. */
export type News =
  | Readonly<{ kind: 'progress'; done: number; total: number }>
  | Readonly<{ kind: 'zip'; blob: Blob }>
  | Readonly<{ kind: 'folder' }>
  | Readonly<{ kind: 'fault'; why: PublishFault }>
