import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { difference, differences, drawnBy, pageWithAndWithout, referencesDrawnBy, takePictures } from '#test/e2e/support/pictures.ts'

describe('the main pages and screens', () => {
  let session: Session
  beforeAll(async () => void (session = await launch('chromium')))
  afterAll(() => session?.close())

  it('look as on their reference pictures, where the same browser drew those (B1)', async () => {
    const [here, there] = [await drawnBy(session), await referencesDrawnBy()]
    if (here !== there) {
      console.log(`The pictures were not compared: this is ${here}, and ${there} drew the reference pictures. To renew them: npm run pictures -- --reference`)
      return
    }
    const found = await differences(await takePictures(session))
    expect(found, 'How they look now is in .cache/pictures. If that is as it should be: npm run pictures -- --reference').toEqual([])
  })

  it('differ from another picture when one property of the style has changed (B1)', async () => {
    const [before, after] = await pageWithAndWithout(session, 'h1 { margin-top: 6px }')
    expect(difference(before, before)).toBeNull()
    expect(difference(after, before)).toMatch(/^\d+\.\d\d % of it differ$/)
    const [, red] = await pageWithAndWithout(session, '.sender { border-bottom-color: #a4262c }')
    expect(difference(red, before)).toMatch(/differ$/)
  })
})
