import type { Kept } from '#core/hosting/publish.ts'

/**
 * What this browser has put into which folder and onto which host. It is kept
 * here and not there, because they are served: a list of every code must never
 * be.
 */
type Entry = Readonly<{ folder: FileSystemDirectoryHandle; files: readonly string[] }>

const database = 'tilbud-published'
const folders = 'folders'
const hosts = 'hosts'

/** What a request to the database comes to. */
const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () =>
      reject(request.error ?? new Error('The record of what was put where cannot be read.'))
  })

/** Opens the database for as long as something needs it. */
async function using<T>(run: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const request = indexedDB.open(database, 2)
  request.onupgradeneeded = ({ oldVersion }) => {
    if (oldVersion < 1) request.result.createObjectStore(folders, { autoIncrement: true })
    request.result.createObjectStore(hosts)
  }
  const db = await done(request)
  try {
    return await run(db)
  } finally {
    db.close()
  }
}

const reading = (db: IDBDatabase, store: string) => db.transaction(store).objectStore(store)
const writing = (db: IDBDatabase, store: string) => db.transaction(store, 'readwrite').objectStore(store)

/** The entry of a folder, whichever way it was chosen. */
async function find(
  db: IDBDatabase,
  folder: FileSystemDirectoryHandle,
): Promise<Readonly<{ key: IDBValidKey; entry: Entry }> | null> {
  const all = reading(db, folders)
  const [keys, entries] = await Promise.all([done(all.getAllKeys()), done<Entry[]>(all.getAll())])
  for (const [at, entry] of entries.entries())
    if (await entry.folder.isSameEntry(folder)) return { key: keys[at]!, entry }
  return null
}

/** Paths of the files that this browser has put into a folder; null when it never did. */
export const filesPut = (folder: FileSystemDirectoryHandle): Promise<ReadonlySet<string> | null> =>
  using(async (db) => {
    const found = await find(db, folder)
    return found && new Set(found.entry.files)
  })

/** Keeps which files in a folder are ours. */
export const keepFilesPut = (folder: FileSystemDirectoryHandle, files: Iterable<string>): Promise<void> =>
  using(async (db) => {
    const found = await find(db, folder)
    const entry: Entry = { folder, files: [...files] }
    await done(writing(db, folders).put(entry, found?.key))
  })

/** What lay on a host after the last run of this browser; null when there was none. @param host tells it from others */
export const keptOn = (host: string): Promise<Kept | null> =>
  using(async (db) => (await done<Kept | undefined>(reading(db, hosts).get(host))) ?? null)

/** Keeps what lies on a host. */
export const keepOn = (host: string, kept: Kept): Promise<void> =>
  using(async (db) => void (await done(writing(db, hosts).put(kept, host))))

/** Forgets all folders and hosts: nothing of a workspace that was removed stays in this browser. */
export async function forgetPublished(): Promise<void> {
  await done(indexedDB.deleteDatabase(database))
}
