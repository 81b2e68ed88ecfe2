import {
  publishTo,
  type Kept,
  type Published,
  type PublishOptions,
  type Source,
} from '#core/hosting/publish.ts'
import type { Target } from '#core/hosting/target.ts'
import { utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'

/** The folder of a page with a right code. */
export const folderOf = (n: number) => {
  const bytes = new Uint8Array(10)
  new DataView(bytes.buffer).setUint16(0, n)
  return `4839201/${groupCode(codeFromBytes(bytes)).toLowerCase()}/`
}
export const pageOf = (n: number) => `${folderOf(n)}index.html`

/** A small site: which script all its pages load, and the text of each page. */
export type Sample = Readonly<{ script: number; texts: readonly string[] }>

export const sample = (script: number, pages: number, text = 'first'): Sample => ({
  script,
  texts: Array.from({ length: pages }, () => text),
})

export const scriptOf = (script: number) => `_astro/page.${script}.js`

/** What each file says. A page is long enough to be torn, and begins and ends with what it says. */
export function contentsOf({ script, texts }: Sample): Map<string, string> {
  const page = (text: string) => `<p>${text} loads ${scriptOf(script)}</p>\n`
  return new Map([
    [scriptOf(script), `// script ${script}`],
    ['company.css', 'p { color: black }'],
    ['index.html', page('index')],
    ...texts.map((text, n) => [pageOf(n), page(text).repeat(200)] as const),
  ])
}

export function sourceOf(site: Sample, number: number, workspace = 'ours'): Source {
  const contents = contentsOf(site)
  return {
    workspace,
    number,
    digest: `${workspace} ${number}`,
    marks: new Map([...contents].map(([path, content]) => [path, `mark-${content.slice(0, 40)}`])),
    async *draw(paths) {
      for (const path of paths) yield { path, bytes: utf8(contents.get(path)!) }
    },
  }
}

/** A browser that publishes and keeps what it knows. */
export class Publisher {
  kept: Kept | null = null
  private readonly target: () => Target
  private readonly workspace: string

  /** @param target makes a new one for each run, as a new tab would */
  constructor(target: () => Target, workspace = 'ours') {
    this.target = target
    this.workspace = workspace
  }

  publish(site: Sample, number: number, more: Partial<PublishOptions> = {}): Promise<Published> {
    return publishTo(this.target(), sourceOf(site, number, this.workspace), {
      kept: this.kept,
      keep: async ({ digest, held }) => void (this.kept = { digest, held: new Map(held) }),
      isOurs: ({ workspace }) => workspace === this.workspace,
      ...more,
    })
  }
}
