/**
 * What this browser has put into which folder. It is kept here and not in the
 * folder, because that one is served: a list of every code must never be.
 */
type Entry = Readonly<{ folder: FileSystemDirectoryHandle; files: readonly string[] }>

const database = 'tilbud-published'
const store = 'folders'

/** What a request to the database comes to. */
const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The record of the folder cannot be read.'))
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(store, { autoIncrement: true })
  return done(request)
}

/** The entry of a folder, whichever way it was chosen. */
async function find(
  db: IDBDatabase,
  folder: FileSystemDirectoryHandle,
): Promise<Readonly<{ key: IDBValidKey; entry: Entry }> | null> {
  const all = db.transaction(store).objectStore(store)
  const [keys, entries] = await Promise.all([done(all.getAllKeys()), done<Entry[]>(all.getAll())])
  for (const [at, entry] of entries.entries())
    if (await entry.folder.isSameEntry(folder)) return { key: keys[at]!, entry }
  return null
}

/** Paths of the files that this browser has put into a folder; null when it never did. */
export async function filesPut(folder: FileSystemDirectoryHandle): Promise<ReadonlySet<string> | null> {
  const db = await open()
  try {
    const found = await find(db, folder)
    return found && new Set(found.entry.files)
  } finally {
    db.close()
  }
}

/** Keeps which files in a folder are ours. */
export async function keepFilesPut(
  folder: FileSystemDirectoryHandle,
  files: Iterable<string>,
): Promise<void> {
  const db = await open()
  try {
    const found = await find(db, folder)
    const entry: Entry = { folder, files: [...files] }
    await done(db.transaction(store, 'readwrite').objectStore(store).put(entry, found?.key))
  } finally {
    db.close()
  }
}

/** Forgets all folders: nothing of a workspace that was removed stays in this browser. */
export async function forgetFolders(): Promise<void> {
  await done(indexedDB.deleteDatabase(database))
}
