import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { serveWithNginx } from '#scripts/nginx.ts'
import { buildSite } from '#site/build.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { see } from '#test/e2e/support/screen.ts'

describe.each(['/', '/offers/'])('the pages behind a real nginx, below %s', (base) => {
  let folder: string
  let nginx: Awaited<ReturnType<typeof serveWithNginx>>
  let address: string
  let session: Session
  let pages: string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-nginx-'))
    const out = join(folder, 'root', ...base.split('/').filter(Boolean))
    // As root, nginx serves as somebody else, who must be let in.
    await chmod(folder, 0o755)
    await mkdir(join(folder, 'root'), { recursive: true })
    const text = (await examplePublication(22, '2026-11-02')).replaceAll('http://localhost:4321', `https://tilbud.nordlys-it.example${base.slice(0, -1)}`)
    await writeFile(join(folder, 'a.jsonl'), text)
    // The folder of the first one exists already, and is empty.
    const built = await buildSite({ publication: join(folder, 'a.jsonl'), out, force: true })
    expect(built).toMatchObject({ ok: true })
    pages = await readdir(join(out, '4839201'))
    nginx = await serveWithNginx(join(folder, 'root'), `${out}.nginx.conf`)
    address = nginx.address + base
    session = await launch('chromium')
  })
  afterAll(async () => {
    await session?.close()
    await nginx?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('are sent with the headers that a page cannot give itself', async () => {
    const response = await fetch(`${address}4839201/${pages[0]}/`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(['content-security-policy', 'x-robots-tag', 'referrer-policy', 'x-content-type-options', 'cache-control'].map((name) => [name, response.headers.get(name)]))).toEqual({
      'content-security-policy': "frame-ancestors 'none'", 'x-robots-tag': 'noindex, nofollow, noarchive', 'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff', 'cache-control': 'no-cache',
    })
    const html = await response.text()
    const [, script] = /src="([^"]+\.js)"/.exec(html) ?? []
    if (script) expect((await fetch(new URL(script, address))).headers.get('cache-control')).toContain('immutable')
    const missing = await fetch(`${address}4839201/0000-0000-0000-0000-0/`)
    expect(missing.status).toBe(404)
    expect(missing.headers.get('x-robots-tag')).toContain('noindex')
    expect(await missing.text()).toContain('<h1>')
  })

  it('run under their own policy, and in nobody’s frame', async () => {
    const open = (await Promise.all(pages.map(async (code) => ((await (await fetch(`${address}4839201/${code}/`)).text()).includes('data-form') ? code : '')))).find(Boolean)!
    const faults: string[] = []
    const page = await session.visit('about:blank')
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(`${address}4839201/${open}/`)
    // The form is hidden until the page's script runs.
    await see(page, '[data-form], [data-expired]:not([hidden])')
    expect(faults).toEqual([])
    await page.goto(`data:text/html,<iframe src="${address}4839201/${open}/"></iframe>`)
    await eventually('the frame is refused', async () => page.frames()[1]?.url().startsWith('chrome-error:'))
  })

  it('have the same headers in every host’s own file', async () => {
    const out = join(folder, 'root', ...base.split('/').filter(Boolean))
    for (const name of ['_headers', 'netlify.toml', 'staticwebapp.config.json', '.htaccess']) {
      const text = (await readFile(join(out, name), 'utf8')).replaceAll('\\"', '"')
      for (const value of ["frame-ancestors 'none'", 'noindex, nofollow, noarchive', 'no-referrer', 'nosniff', 'camera=(), geolocation=(), microphone=()', 'no-cache', 'immutable'])
        expect(text, `${name} ${value}`).toContain(value)
    }
    expect(JSON.parse(await readFile(join(out, 'staticwebapp.config.json'), 'utf8'))).toMatchObject({ responseOverrides: { 404: { rewrite: `${base}404.html` } } })
    expect(await readFile(join(out, '.nojekyll'), 'utf8')).toBe('')
  })
})
