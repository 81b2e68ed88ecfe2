import { lineOf, readCommit, writeCommit, type Commit } from '#core/hosting/git/commit.ts'
import { createNamer, packed, packOf } from '#core/hosting/git/objects.ts'
import { Remote, type GitAddress } from '#core/hosting/git/remote.ts'
import { treesOf } from '#core/hosting/git/tree.ts'
import type { Held, MarkedFile, Standing, Target } from '#core/hosting/target.ts'
import { Problem } from '#core/model/problem.ts'

/** Of a file on a branch of ours, of which no more is known: it fits no file, so that it is put again. */
const ours = '-'

export type GitTargetOptions = GitAddress &
  Readonly<{
    /** Where in the branch the site lies, such as `docs`; the branch itself when there is none. */
    folder?: string | undefined
  }>

/**
 * A branch of a git repository, from which many hosts take a site: GitHub,
 * GitLab, Gitea, Forgejo, Azure DevOps, or any other that speaks git by https.
 * The branch has one commit without parents, which each publication replaces,
 * when nobody else has done so meanwhile (ADR 20).
 *
 * All methods also throw `hostForeign` when the branch has a commit that is not ours.
 */
export const gitTarget = (options: GitTargetOptions): Target => new GitTarget(options)

class GitTarget implements Target {
  readonly mostFiles = null
  private readonly remote: Remote
  private readonly branch: string
  private readonly prefix: string
  private head: (Commit & { oid: string }) | null = null
  private claimed: Readonly<{ standing: Standing; tag: string | null }> | null = null
  /** The names of blobs, by the paths of all files that the branch is to have. */
  private files = new Map<string, string>()
  /** The names of trees and blobs that the host has. */
  private there = new Set<string>()
  /** Files that it has not, packed, by the names of their blobs. */
  private readonly added = new Map<string, Uint8Array>()
  private readonly namer = createNamer()

  constructor({ folder = '', ...address }: GitTargetOptions) {
    this.remote = new Remote(address)
    this.branch = address.branch
    const inside = folder.split('/').filter(Boolean).join('/')
    this.prefix = inside && `${inside}/`
  }

  find = async () => {
    for (;;) {
      const oid = await this.remote.readHead()
      this.head = null
      if (oid === null) return null
      const content = await this.readUnlessReplaced(oid, () => this.remote.fetchCommit(oid))
      if (!content) continue
      this.head = { oid, ...readCommit(content) }
      const { standing } = this.head
      if (!standing) throw new Problem('hostForeign', { n: 1, path: this.branch })
      return { standing, tag: oid }
    }
  }

  /** A host gives nothing of a commit that its branch has no more. @returns null when that is why it gave nothing */
  private async readUnlessReplaced<T>(oid: string, read: () => Promise<T>): Promise<T | null> {
    try {
      return await read()
    } catch (error) {
      if ((await this.remote.readHead()) === oid) throw error
      return null
    }
  }

  claim = async (standing: Standing, tag: string | null) => {
    this.claimed = { standing, tag }
  }

  list = async (known: Held | null) => {
    this.files.clear()
    this.there.clear()
    if (!this.head) return new Map()
    if (known && (await this.recall(known))) return known
    const { oid, tree } = this.head
    const read = await this.readUnlessReplaced(oid, () => this.remote.fetchFiles(oid, tree))
    if (!read) throw new Problem('hostTaken')
    const { files, trees } = read
    this.there = new Set([...trees, ...files.values()])
    // What lies elsewhere in the branch was put when another folder was chosen: the next commit has it no more.
    for (const [path, blob] of files)
      if (path.startsWith(this.prefix)) this.files.set(path.slice(this.prefix.length), blob)
    return new Map([...this.files].map(([path, note]) => [path, { mark: ours, note }]))
  }

  /** Takes over what is known, when it is what the branch has to the last byte. */
  private async recall(known: Held): Promise<boolean> {
    const files = [...known].map(([path, { note = '' }]) => [path, note] as const)
    if (files.some(([, blob]) => blob === '')) return false
    const { root, contents } = await this.trees(files)
    if (root !== this.head!.tree) return false
    this.files = new Map(files)
    this.there = new Set([...contents.keys(), ...this.files.values()])
    return true
  }

  private async trees(files: Iterable<readonly [string, string]>) {
    const nameOf = await this.namer
    return treesOf(
      [...files].map(([path, blob]) => [this.prefix + path, blob] as const),
      nameOf,
    )
  }

  put = async ({ path, bytes }: MarkedFile) => {
    const nameOf = await this.namer
    const blob = nameOf('blob', bytes)
    if (!this.there.has(blob) && !this.added.has(blob)) this.added.set(blob, packed('blob', bytes))
    this.files.set(path, blob)
    return blob
  }

  remove = async (paths: readonly string[]) => {
    for (const path of paths) this.files.delete(path)
  }

  settle = async () => {
    const { standing, tag } = this.claimed!
    const nameOf = await this.namer
    const { root, contents } = await this.trees(this.files)
    const { head } = this
    // A host builds for every commit: where nothing is new it gets none.
    if (head?.standing && head.tree === root && lineOf(head.standing) === lineOf(standing)) return
    const content = writeCommit(root, standing, new Date())
    const commit = nameOf('commit', content)
    const newTrees = [...contents].filter(([name]) => !this.there.has(name))
    const objects = [
      packed('commit', content),
      ...newTrees.map(([, tree]) => packed('tree', tree)),
      ...this.added.values(),
    ]
    await this.replace(tag, commit, await packOf(objects))
    this.head = { oid: commit, tree: root, standing }
    this.there = new Set([...contents.keys(), ...this.files.values()])
    this.added.clear()
  }

  private async replace(from: string | null, to: string, pack: readonly Uint8Array[]): Promise<void> {
    const failure = await this.remote.push(from, to, pack).then(
      (rejection) => rejection && new Problem('hostFailed', this.detail(rejection.reason)),
      (error: unknown) => error,
    )
    if (failure === null) return
    // The answer may have been lost, or a further try refused because the first one got through.
    let head = await this.remote.readHead()
    if (head === from) {
      // Another push may have the branch in its hands, which is told before its commit is there.
      await new Promise((resolve) => setTimeout(resolve, 1000))
      head = await this.remote.readHead()
    }
    if (head === to) return
    throw head === from ? failure : new Problem('hostTaken')
  }

  private detail(status: string) {
    return { host: this.remote.host, status }
  }
}
