import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { serveWithApache } from '#scripts/apache.ts'
import { serveWithNginx } from '#scripts/nginx.ts'
import { buildSite } from '#site/build.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { see } from '#test/e2e/support/screen.ts'

/** How many bytes of a body come over the wire. */
const bytesOf = (address: string, encoding: string) =>
  new Promise<number>((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': encoding } }, (response) => {
      let bytes = 0
      response.on('data', (piece: Buffer) => (bytes += piece.length))
      response.on('end', () => resolve(bytes))
    }).on('error', reject)
  })

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
    const text = (await examplePublication(22, '2026-11-02')).replaceAll(
      'http://localhost:4321',
      `https://tilbud.nordlys-it.example${base.slice(0, -1)}`,
    )
    await writeFile(join(folder, 'a.jsonl'), text)
    const built = await buildSite({ publication: join(folder, 'a.jsonl'), out })
    expect(built).toMatchObject({ ok: true })
    pages = await readdir(join(out, '4839201'))
    nginx = await serveWithNginx(
      join(folder, 'root'),
      `${out.replace(/\/offers$/, '.offers')}.nginx.conf`,
      'location / { return 204; }',
    )
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
    expect(
      Object.fromEntries(
        [
          'content-security-policy',
          'x-robots-tag',
          'referrer-policy',
          'x-content-type-options',
          'cache-control',
        ].map((name) => [name, response.headers.get(name)]),
      ),
    ).toEqual({
      'content-security-policy': "frame-ancestors 'none'",
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
    const html = await response.text()
    const [, script] = /src="([^"]+\.js)"/.exec(html) ?? []
    if (script)
      expect((await fetch(new URL(script, address))).headers.get('cache-control')).toContain('immutable')
    const missing = await fetch(`${address}4839201/0000-0000-0000-0000-0/`)
    expect(missing.status).toBe(404)
    expect(missing.headers.get('x-robots-tag')).toContain('noindex')
    expect(await missing.text()).toContain('<h1>')
  })

  it('leave the rest of the server to its own location, and compress what they load (B11)', async () => {
    expect((await fetch(`${nginx.address}/another/`)).status).toBe(204)
    const html = await (await fetch(`${address}4839201/${pages[0]}/`)).text()
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path]) => path!)
    expect(loaded.length).toBeGreaterThan(0)
    // By curl's way of counting: what comes over the wire.
    for (const path of loaded) {
      const sizes = await Promise.all(
        ['identity', 'gzip'].map((encoding) => bytesOf(new URL(path, address).href, encoding)),
      )
      // A logo in base64 shrinks to three quarters of it, text to less.
      if (sizes[0]! > 500) expect(sizes[1], path).toBeLessThan(sizes[0]! * 0.8)
    }
  })

  it('run under their own policy, and in nobody’s frame', async () => {
    const open = (
      await Promise.all(
        pages.map(async (code) =>
          (await (await fetch(`${address}4839201/${code}/`)).text()).includes('data-form') ? code : '',
        ),
      )
    ).find(Boolean)!
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
      for (const value of [
        "frame-ancestors 'none'",
        'noindex, nofollow, noarchive',
        'no-referrer',
        'nosniff',
        'camera=(), geolocation=(), microphone=()',
        'no-cache',
        'immutable',
      ])
        expect(text, `${name} ${value}`).toContain(value)
    }
    expect(JSON.parse(await readFile(join(out, 'staticwebapp.config.json'), 'utf8'))).toMatchObject({
      responseOverrides: { 404: { rewrite: `${base}404.html` } },
    })
    expect(await readFile(join(out, '.nojekyll'), 'utf8')).toBe('')
  })
})

describe.each(['/', '/offers/'])('the pages behind a real Apache, below %s', (base) => {
  let folder: string
  let out: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-apache-'))
    await chmod(folder, 0o755)
    out = join(folder, 'root', ...base.split('/').filter(Boolean))
    const text = (await examplePublication(22, '2026-11-02')).replaceAll(
      'http://localhost:4321',
      `https://tilbud.nordlys-it.example${base.slice(0, -1)}`,
    )
    await writeFile(join(folder, 'a.jsonl'), text)
    expect(await buildSite({ publication: join(folder, 'a.jsonl'), out })).toMatchObject({ ok: true })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const all = ['headers', 'deflate', 'filter', 'setenvif']
  it.each([
    ['None', all],
    ['None', []],
    ['FileInfo', all],
    ['FileInfo', []],
    ['FileInfo', ['headers']],
    ['FileInfo', ['deflate']],
    ['All', all],
    ['All', []],
    ['FileInfo Indexes', all],
    ['Indexes Nonfatal=Override', all],
  ] as const)(
    'are sent whatever it allows and has: AllowOverride %s with %j (B11)',
    async (override, modules) => {
      const apache = await serveWithApache(join(folder, 'root'), override, modules)
      try {
        const [code] = await readdir(join(out, '4839201'))
        const response = await fetch(`${apache.address}${base}4839201/${code}/`)
        expect(response.status).toBe(200)
        const isRead = /All|FileInfo/.test(override)
        const hasHeaders = isRead && modules.some((name) => name === 'headers')
        expect(response.headers.get('content-security-policy')).toBe(
          hasHeaders ? "frame-ancestors 'none'" : null,
        )
        expect(response.headers.get('cache-control')).toBe(hasHeaders ? 'no-cache' : null)
        const [style] = (await readdir(join(out, '_astro'))).filter((name) => name.endsWith('.css'))
        const loaded = await fetch(`${apache.address}${base}_astro/${style}`)
        expect(loaded.headers.get('cache-control')).toBe(
          hasHeaders ? 'public, max-age=31536000, immutable' : null,
        )
        expect(loaded.headers.get('content-encoding')).toBe(
          isRead && modules.some((name) => name === 'filter') ? 'gzip' : null,
        )
        const missing = await fetch(`${apache.address}${base}4839201/0000-0000-0000-0000-0/`)
        expect(missing.status).toBe(404)
        if (isRead) expect(await missing.text()).toContain('name="robots"')
      } finally {
        await apache.close()
      }
    },
  )

  it.each(['Indexes', 'AuthConfig', 'Limit', 'Options'])(
    'are refused by Apache itself where only %s may be set, as the README says, until the file is gone (B11)',
    async (override) => {
      const apache = await serveWithApache(join(folder, 'root'), override, all)
      const [code] = await readdir(join(out, '4839201'))
      const page = `${apache.address}${base}4839201/${code}/`
      const file = join(out, '.htaccess')
      const content = await readFile(file)
      try {
        expect((await fetch(page)).status).toBe(500)
        await rm(file)
        expect((await fetch(page)).status).toBe(200)
      } finally {
        await writeFile(file, content)
        await apache.close()
      }
    },
  )
})
