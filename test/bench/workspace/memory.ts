import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** What a browser's processes hold in memory of their own, as Linux counts it: neither files nor what they share. */

const often = 250

/** A line of what the kernel says of a process; null when it is gone. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** A process and all that it has started. */
function family(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    // The name of a program, in brackets, may hold anything; its state and its parent follow.
    const parent = /^\d+$/.test(name) && /.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`) ?? '')?.[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  const found = [pid]
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child)
  return found
}

const heldBy = (pid: number) =>
  Number(/^RssAnon:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0) / 1000

/** Megabytes that all of them hold. */
const heldByAll = (pid: number) => family(pid).reduce((sum, each) => sum + heldBy(each), 0)

/** Watches a browser. @returns what ends it, and gives the megabytes of before and the most that there were; null where nobody counts them */
export function watchMemory(pid: number): () => { before: number; most: number } | null {
  if (!existsSync('/proc/self/status')) return () => null
  const before = heldByAll(pid)
  let most = before
  const look = () => (most = Math.max(most, heldByAll(pid)))
  const timer = setInterval(look, often)
  return () => {
    clearInterval(timer)
    look()
    return { before, most }
  }
}
