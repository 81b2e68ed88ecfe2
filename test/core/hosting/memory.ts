import type { Found, MarkedFile, Standing, Target } from '#core/hosting/target.ts'
import { Problem } from '#core/model/problem.ts'

/** A host in memory that does what was asked one operation after the other, and may die after any. */
export class MemoryHost {
  readonly files = new Map<string, MarkedFile>()
  found: Found | null = null
  /** What changed there, in its order. */
  readonly log: string[] = []
  /** Whether it tells of each file what it was drawn from; else it believes what a program put there last. */
  keepsMarks = true
  private left = Infinity
  private tag = 0

  /** The host's end, or the program's: nothing more is done after so many operations. */
  dieAfter(operations: number): void {
    this.left = operations
  }

  private step(what: string): void {
    if (this.left-- <= 0) throw new Problem('hostUnreachable', { host: 'memory' })
    this.log.push(what)
  }

  target(mostFiles: number | null = null): Target {
    return {
      mostFiles,
      find: async () => this.found,
      claim: async (standing: Standing, tag: string | null) => {
        if ((this.found?.tag ?? null) !== tag) throw new Problem('hostTaken')
        this.step('claim')
        this.found = { standing, tag: String(++this.tag) }
      },
      list: async (known) =>
        (this.keepsMarks ? null : known) ??
        new Map([...this.files].map(([path, { mark }]) => [path, { mark: this.keepsMarks ? mark : '' }])),
      put: async (file) => {
        this.step(`put ${file.path}`)
        this.files.set(file.path, file)
      },
      putNew: async (file) => {
        this.step(`put new ${file.path}`)
        if (this.files.has(file.path)) return false
        this.files.set(file.path, file)
        return true
      },
      remove: async (paths) => {
        for (const path of paths) {
          this.step(`remove ${path}`)
          this.files.delete(path)
        }
      },
    }
  }
}
