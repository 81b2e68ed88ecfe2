import { liveQuery, type Observable } from 'dexie'

/** Runs a query now and again whenever what it read has changed, in whatever window. */
export const live = <T>(query: () => Promise<T>): Observable<T> => liveQuery(query)
