import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '#scripts/paths.ts'
import { caseNames, type CaseResult } from '#test/core/storage/acceptance.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { see } from '#test/e2e/support/screen.ts'

/** The acceptance suite as one script that an extension page can run. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    resolve: { alias: { crypto: join(root, 'extension/no-node-crypto.ts') } },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, 'test/core/storage/acceptance.ts'), formats: ['iife'], name: 'acceptance' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('Vite gave no output.')
  return `${output.output[0].code}; globalThis.acceptance = acceptance`
}

describe.each(['chromium', 'firefox'] as const)('storage in a real extension page of %s', (name) => {
  let session: Session
  let page: Page
  beforeAll(async () => {
    session = await launch(name)
    page = await session.open('dashboard.html')
    await see(page, '[data-id="set-up"]')
    await page.evaluate(await bundle())
  })
  afterAll(() => session?.close())

  it.each(caseNames)('%s', async (each) => {
    const result = await page.evaluate((which: string) => {
      const { runCase } = (
        globalThis as unknown as { acceptance: { runCase: (name: string) => Promise<CaseResult> } }
      ).acceptance
      return runCase(which)
    }, each)
    expect(result).toEqual({ name: each, error: null })
  })

  it('was the extension’s own, not a stand-in', async () => {
    expect(await page.evaluate(() => location.protocol)).toBe(
      { chromium: 'chrome-extension:', firefox: 'moz-extension:' }[name],
    )
  })
})
