import { RangeSet, type DBCore, type Middleware } from 'dexie'

/** From so many records on nobody is told which ones were written or deleted. */
const many = 10

/**
 * Tells live queries only that a table has changed where many of its records
 * have. Otherwise each of them would keep every single key for as long as
 * none is its own: while a large import is taken back, millions, in whatever
 * window, whose screens stand still meanwhile. Dexie does it by itself from
 * fifty writes on, and never for deletions.
 */
export const coarse: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'coarse',
  // Below what notes the changes, which is at 0.
  level: -1,
  create: (core) => ({
    table(name) {
      const table = core.table(name)
      return {
        ...table,
        mutate(request) {
          const { mutatedParts = {} } = request
          const written = 'values' in request ? request.values : 'keys' in request ? request.keys : []
          if (written.length >= many)
            for (const part in mutatedParts) mutatedParts[part] = new RangeSet(core.MIN_KEY, core.MAX_KEY)
          return table.mutate(request)
        },
      }
    },
  }),
}
