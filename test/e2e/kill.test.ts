import { describe, expect, it } from 'vitest'
import { killBrowsers } from '#test/e2e/kills/kills.ts'

/** The short form of `npm run kill`. */
describe.each([
  ['chromium', 'azure'],
  ['firefox', 'webdav'],
] as const)('publishing from %s to a host (%s)', (browser, host) => {
  it('is killed in the middle, and goes on: no reader meets a broken page', async () => {
    const said: string[] = []
    const say = (line: string) => void said.push(line)
    const { reads, broken, atRest, kills } = await killBrowsers({
      browser,
      host,
      runs: 2,
      offers: 40,
      seed: 11,
      say,
    })
    expect({ broken, atRest }, said.join('\n')).toEqual({ broken: [], atRest: [] })
    expect(reads).toBeGreaterThan(50)
    expect(kills).toHaveLength(2)
  })
})
