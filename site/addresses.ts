import type { Plugin } from 'vite'

const query = '?address='
const marker = '\0only:'

/** What Vite wraps around every dynamic import, to load style sheets first; no script here has any. */
const preloadHelper = '\0vite/preload-helper.js'

/**
 * Importing FILE with the query `?address=NAME` gives the address of a script that
 * exports NAME of that file. A page that imports by address can try again
 * under another one when loading failed: browsers remember such a failure for
 * as long as the page is open.
 */
export function scriptAddresses(): Plugin {
  return {
    name: 'tilbud-script-addresses',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    async resolveId(source, importer) {
      if (source.startsWith(marker)) return source
      const at = source.indexOf(query)
      if (at < 0) return null
      const file = await this.resolve(source.slice(0, at), importer)
      return file && `\0${file.id}${source.slice(at)}`
    },
    load(id) {
      if (id === preloadHelper) return 'export const __vitePreload = (load) => load()'
      if (id.startsWith(marker)) {
        const [file, name] = id.slice(marker.length).split(query) as [string, string]
        return `export { ${name} } from ${JSON.stringify(file)}`
      }
      if (!id.startsWith('\0') || !id.includes(query)) return null
      const [path = ''] = id.slice(1).split(query)
      const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ts$/, '')
      return `export default import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', id: marker + id.slice(1), name, preserveSignature: 'strict' })}`
    },
  }
}
