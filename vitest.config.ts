import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/site/**'],
          setupFiles: ['test/support/indexeddb.ts', 'test/support/passphrases.ts'],
          // Properties over many sequences take their time on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        // As the extension's build does: what publishes draws with the compiled site.
        resolve: {
          alias: { '#renderer': fileURLToPath(new URL('dist/renderer/renderer.js', import.meta.url)) },
        },
        test: {
          name: 'site',
          include: ['test/site/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'browsers',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Two browsers at once fight for two cores, and for the clipboard.
          fileParallelism: false,
        },
      },
    ],
  },
})
