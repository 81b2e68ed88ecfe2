import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import {
  difference,
  differences,
  drawnBy,
  pageWithAndWithout,
  referencesDrawnBy,
  takePictures,
  whyNotCompared,
} from '#test/e2e/support/pictures.ts'

describe('the main pages and screens', () => {
  let session: Session
  beforeAll(async () => void (session = await launch('chromium')))
  afterAll(() => session?.close())

  it('look as on their reference pictures, where the same browser drew those (B1)', async () => {
    const why = whyNotCompared(await drawnBy(session), await referencesDrawnBy())
    if (why !== null) return console.log(why)
    const found = await differences(await takePictures(session))
    expect(
      found,
      'How they look now is in .cache/pictures. If that is as it should be: npm run pictures -- --reference',
    ).toEqual([])
  })

  it('are not compared with those of another browser, which is said (B1)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tilbud-pictures-'))
    await writeFile(join(folder, 'drawn-by.json'), JSON.stringify({ browser: 'Chromium 1 on linux' }))
    const here = await drawnBy(session)
    const why = whyNotCompared(here, await referencesDrawnBy(folder))
    await rm(folder, { recursive: true })
    expect(why).toContain(`not compared: this is ${here}, and Chromium 1 on linux drew`)
    expect(whyNotCompared(here, here)).toBeNull()
  })

  it('differ from another picture when one property of the style has changed (B1)', async () => {
    const [before, after] = await pageWithAndWithout(session, 'h1 { margin-top: 6px }')
    expect(difference(before, before)).toBeNull()
    expect(difference(after, before)).toMatch(/^\d+\.\d\d % of it differ$/)
    const [, red] = await pageWithAndWithout(session, '.sender { border-bottom-color: #a4262c }')
    expect(difference(red, before)).toMatch(/differ$/)
  })
})
