import { fileURLToPath } from 'node:url'
import { defineConfig } from 'astro/config'
import { scriptAddresses } from '#site/addresses.ts'

/** A folder of the project, from the root. */
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder('.'),
  srcDir: folder('.'),
  cacheDir: folder('../.cache/astro'),
  publicDir: folder('public'),
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  build: {
    format: 'directory',
    // Nothing inline, so that the page's own policy needs no exception.
    inlineStylesheets: 'never',
    concurrency: 16,
  },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  vite: {
    plugins: [scriptAddresses()],
    build: {
      assetsInlineLimit: 0,
      modulePreload: false,
      // The stylesheet's name says nothing of where it was found first, which differs between ways to build.
      rolldownOptions: {
        output: { assetFileNames: '_astro/[hash][extname]' },
        // A constant that two scripts share is no third script.
        optimization: { inlineConst: { mode: 'all' } },
      },
    },
    // A page's own script is named after its component, without what Astro adds: every page carries the name.
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: { entryFileNames: ({ name }) => `_astro/${name.replace(/\.astro_.*/, '')}.[hash].js` },
          },
        },
      },
    },
    // Scripts find each other from where they lie, so that they are the same below every path.
    experimental: {
      renderBuiltUrl: (_, { hostType }) => (hostType === 'js' ? { relative: true } : undefined),
    },
    logLevel: 'error',
  },
})
