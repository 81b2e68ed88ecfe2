import { liveQuery, type Observable } from 'dexie'

/** Runs a query now and again whenever what it read has changed, in whatever window. */
export const live = <T>(query: () => Promise<T>): Observable<T> =>
  // Only of an async function does Dexie know that it waits for plain promises: in another, transactions would be lost at one.
  liveQuery(async () => query())
