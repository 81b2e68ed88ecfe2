/** What is asked of the publishing worker. */
export type Order =
  | Readonly<{ kind: 'zip'; text: string }>
  | Readonly<{ kind: 'folder'; text: string; folder: FileSystemDirectoryHandle }>

/** Why no site came of it. */
export type PublishFault = 'otherFolder' | 'tooMany' | 'failed'

/** What the worker says: how far it is, and once what became of it. */
export type News =
  | Readonly<{ kind: 'progress'; done: number; total: number }>
  | Readonly<{ kind: 'zip'; blob: Blob }>
  | Readonly<{ kind: 'folder' }>
  | Readonly<{ kind: 'fault'; fault: PublishFault; detail: string }>
