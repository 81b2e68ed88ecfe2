import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { zipFiles } from '#extension/publisher/zip.ts'

async function* pages(count: number) {
  for (let n = 0; n < count; n++)
    yield { path: `page/${n}/index.html`, bytes: new TextEncoder().encode(`<p>${n}`) }
}

it('a zip holds more files than the first form of zip could, and says when each is packed', async () => {
  let packed = 0
  const zip = await zipFiles(pages(65_600), () => packed++)
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()))
  expect(packed).toBe(65_600)
  expect(Object.keys(files)).toHaveLength(65_600)
  expect(new TextDecoder().decode(files['page/65599/index.html'])).toBe('<p>65599')
}, 300_000)
