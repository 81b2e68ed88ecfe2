import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { makeFolder } from '#site/publish/output.ts'

const here = hostname().replace(/[^A-Za-z0-9-]/g, '-') || 'here'

/** Whether a process of this machine runs. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process answers that we may not signal it.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Another run that is at work on the same folder. */
export type Holder = Readonly<{ host: string; pid: number; since: string; file: string }>

/** The runs beside `own` that may be at work. What a process that is gone has left is taken away. */
function others(path: string, own: string): Holder[] {
  const [folder, prefix] = [dirname(path), `${basename(path)}.`]
  const found: Holder[] = []
  for (const name of readdirSync(folder)) {
    const [, host, pid] =
      name.startsWith(prefix) && name !== own
        ? (/^([A-Za-z0-9-]+)\.(\d+)\.[0-9a-f-]{36}$/.exec(name.slice(prefix.length)) ?? [])
        : []
    if (!host) continue
    const file = join(folder, name)
    if (host === here && !isAlive(Number(pid))) rmSync(file, { force: true })
    else {
      const written = statSync(file, { throwIfNoEntry: false })
      if (written) found.push({ host, pid: Number(pid), since: written.mtime.toISOString(), file })
    }
  }
  return found
}

type Taken = { release: () => void } | { holder: Holder }

/** What says that nobody, so no other run either, may write there. */
const mayNotWrite = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT'])

/**
 * Takes the locks of a run, all or none.
 *
 * @param path see `takeLock`
 * @param further another one; done without where nothing can be written
 */
export async function takeLocks(path: string, further: string): Promise<Taken> {
  const first = await takeLock(path)
  if ('holder' in first || further === path) return first
  try {
    const second = await takeLock(further)
    if ('holder' in second) {
      first.release()
      return second
    }
    return {
      release: () => {
        first.release()
        second.release()
      },
    }
  } catch (error) {
    if (mayNotWrite.has((error as NodeJS.ErrnoException).code ?? '')) return first
    first.release()
    throw error
  }
}

/**
 * Takes a lock. Everyone writes a file of a name of its own, which says who it
 * is, and only then looks for others: of two that come at once at least one
 * sees the other and steps back. So nobody ever has to take a file away that
 * could be a new holder's, as with one file for all.
 *
 * @param path the lock's files begin with it
 * @returns what lets it go, or who holds it
 */
async function takeLock(path: string): Promise<Taken> {
  makeFolder(dirname(path))
  const file = `${path}.${here}.${process.pid}.${randomUUID()}`
  const release = () => rmSync(file, { force: true })
  for (let tries = 1; ; tries++) {
    writeFileSync(file, '', { flag: 'wx' })
    let holder: Holder | undefined
    try {
      ;[holder] = others(path, basename(file))
    } catch (error) {
      release()
      throw error
    }
    if (!holder) return { release }
    release()
    // Two that stepped back before each other try again, each after a time of its own.
    if (tries === 4) return { holder }
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150))
  }
}
