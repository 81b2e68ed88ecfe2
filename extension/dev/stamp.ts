/**
 * Only in what `npm run dev` builds (scripts/dev/extension.ts), never in a
 * release: what lies on the disk, as the file `dev.json` in the extension
 * says. A page looks there, because that needs no port, no permission and no
 * other policy.
 */
export type Stamp = Readonly<{
  /** Digest of the background and the manifest, for which the browser has to load the extension anew. */
  background: string
  /** Digest of everything else, for which a page has to load itself anew. */
  pages: string
  /** Address of a page that keeps a tab open while the extension is away. */
  shelter: string
}>

/** Stands in the code and the pages for the digest, which is known once they are built. */
export const stampHere = '@tilbud-dev-stamp@'

/** What a page asks the background: whether it is the one that lies on the disk. It answers whether it goes. */
export type Question = Readonly<{ devBackground: string }>
