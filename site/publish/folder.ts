/** The file of a page, by the page's folder below the output: `4839201/7k3q-…/index.html`. */
export const pageFile = (folder: string) => `${folder}/index.html`

/** The offer code in a page's folder, as it is stored: without hyphens, in capitals. */
export const codeIn = (folder: string) =>
  folder
    .slice(folder.indexOf('/') + 1)
    .replaceAll('-', '')
    .toUpperCase()
