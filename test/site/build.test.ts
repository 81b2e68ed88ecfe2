import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { problems } from '#core/locale/screens/en/problems.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { root } from '#scripts/paths.ts'
import { budget, weighAll } from '#scripts/weight.ts'
import { buildSite } from '#site/build.ts'
import { digestsOf } from '#test/support/files.ts'

const day = '2026-11-02'

let folder: string
let text: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-build-'))
  text = await examplePublication(exampleSize, day)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, content: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, content)
  return file
}

const header = (change: object) =>
  text.replace(/^.*\n/, (line) => `${JSON.stringify({ ...JSON.parse(line), ...change })}\n`)

const page = async (out: string, code: string) => readFile(join(out, '4839201', code, 'index.html'), 'utf8')

describe('the site', () => {
  let out: string
  let pages: string[]
  beforeAll(async () => {
    out = join(folder, 'out')
    const built = await buildSite({ publication: await write('a.jsonl', text), out })
    expect(built).toMatchObject({ ok: true, pages: exampleSize, vanished: 0 })
    pages = await readdir(join(out, '4839201'))
  })

  it('has one page for each version, a 404 and an index that lists nothing', async () => {
    expect(pages).toHaveLength(exampleSize)
    const index = await readFile(join(out, 'index.html'), 'utf8')
    for (const code of pages) expect(index).not.toContain(code)
    expect(await readdir(out)).toEqual(
      expect.arrayContaining(['404.html', 'index.html', 'company.css', '_astro', '4839201']),
    )
  })

  it('weighs so little that a first visit fits the first flight of a connection', async () => {
    const weights = await weighAll(out)
    expect(weights).toHaveLength(exampleSize)
    for (const { page: path, html, css, script, logo, total, sealing, requests } of weights) {
      expect(total, path).toBeLessThanOrEqual(budget.total)
      expect(html + css + script, path).toBeLessThanOrEqual(budget.document)
      expect(logo, path).toBeLessThanOrEqual(budget.logo)
      expect(sealing, path).toBeLessThanOrEqual(budget.sealing)
      expect(requests, path).toBeLessThanOrEqual(4)
    }
    // Pages that take an answer were weighed with their script.
    expect(weights.filter(({ script, sealing }) => script > 1000 && sealing > 1000).length).toBeGreaterThan(
      10,
    )
  })

  it('holds neither the publication nor a manifest', async () => {
    const names = Object.keys(await digestsOf(out))
    expect(names.filter((name) => /manifest|jsonl|journal|\.json$|\.conf$/.test(name))).toEqual([
      'staticwebapp.config.json',
    ])
    expect(JSON.parse(await readFile(`${out}.manifest.json`, 'utf8'))).toMatchObject({ number: 1 })
  })

  it('is the same bytes from the same file, whatever the clock and the folder', async () => {
    const again = join(folder, 'elsewhere', 'again')
    // A clock of another day and another time zone.
    const { stdout } = await promisify(execFile)(
      'npm',
      ['run', '--silent', 'site', '--', '--publication', join(folder, 'a.jsonl'), '--out', again],
      {
        cwd: root,
        env: { ...process.env, TZ: 'Pacific/Auckland' },
      },
    )
    expect(stdout).toContain(`${exampleSize} offers in`)
    expect(await digestsOf(again)).toEqual(await digestsOf(out))
  })

  it('asks no third party for anything, and tells search engines to stay away', async () => {
    for (const code of pages) {
      const html = await page(out, code)
      expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`)
      expect(html).toContain('<meta name="robots" content="noindex')
      expect(html).toContain('<meta name="referrer" content="no-referrer">')
      const asked = [...html.matchAll(/<(?:script|link|img|iframe)[^>]+(?:src|href)="([^"]*)"/g)].map(
        (match) => match[1]!,
      )
      expect(asked.filter((url) => !/^(\/_astro\/|\/company\.css$|data:)/.test(url))).toEqual([])
      // The policy allows nothing inline.
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style| style="| on\w+="/)
    }
  })

  it('takes no answer for what is closed', async () => {
    const states = {
      'trukket tilbake': 0,
      'erstattet av et nyere': 0,
      'class="notice" role="status" data-expired': 0,
      'data-form': 0,
    }
    for (const code of pages) {
      const html = await page(out, code)
      for (const mark of Object.keys(states) as (keyof typeof states)[])
        if (html.includes(mark)) states[mark]++
      if (!html.includes('data-form')) expect(html).not.toContain('data-offer')
    }
    // Of the example's 22: 3 withdrawn (one in English), 3 superseded, 3 expired on that day.
    expect(states).toEqual({
      'trukket tilbake': 2,
      'erstattet av et nyere': 3,
      'class="notice" role="status" data-expired': 3,
      'data-form': 13,
    })
  })

  it('reads in full without a script: through when, and how to answer by mail', async () => {
    for (const code of pages) {
      const html = await page(out, code)
      if (!html.includes('data-form')) continue
      expect(html).toMatch(/Gyldig til og med|Valid through/)
      expect(html).toMatch(/<noscript>[\s\S]*mailto:post@nordlys-it\.example/)
    }
  })
})

describe('the build', () => {
  it('lists what is wrong with line, offer and remedy, exits with 1, and leaves the pages as they were', async () => {
    const out = join(folder, 'kept')
    expect((await buildSite({ publication: await write('b.jsonl', text), out })).ok).toBe(true)
    const before = await digestsOf(out)
    const broken = await write('broken.jsonl', text.replace('"licences":25', '"licences":26'))
    const run = promisify(execFile)(
      'npm',
      ['run', '--silent', 'site', '--', '--publication', broken, '--out', out],
      { cwd: root },
    )
    const error = (await run.catch((each: unknown) => each)) as { code: number; stderr: string }
    expect(error.code).toBe(1)
    expect(error.stderr).toMatch(
      /^line \d+, offer [0-9A-Z-]{21}: The offer was changed after it was frozen.*Export the publication again/m,
    )
    expect(error.stderr).toContain('Nothing was written')
    expect(await digestsOf(out)).toEqual(before)
  })

  it('refuses another workspace, an older file, two browsers and lost pages, and says how many would vanish', async () => {
    const out = join(folder, 'guarded')
    expect((await buildSite({ publication: await write('c.jsonl', header({ number: 5 })), out })).ok).toBe(
      true,
    )
    const before = await digestsOf(out)
    const smaller = (await examplePublication(exampleSize - 2, day)).replace('"number":1', '"number":6')
    const refusals: [string, string, string][] = [
      ['other', header({ number: 6, workspace: 'another' }), 'another workspace; 0 pages would vanish'],
      ['older', header({ number: 4 }), 'publication 5, this is the older 4; 0 pages would vanish'],
      [
        'twin',
        header({ number: 5 }).replace('+47 77 00 00 00', '+47 77 00 00 01'),
        'two browsers publish at once',
      ],
      ['smaller', smaller, '2 pages would vanish'],
    ]
    for (const [name, content, message] of refusals) {
      const result = await buildSite({ publication: await write(`${name}.jsonl`, content), out })
      expect(result, name).toMatchObject({
        ok: false,
        why: 'refused',
        message: expect.stringContaining(message) as string,
      })
      expect(await digestsOf(out)).toEqual(before)
    }
    expect(await buildSite({ publication: join(folder, 'smaller.jsonl'), out, force: true })).toMatchObject({
      ok: true,
      vanished: 2,
    })
    expect(await readdir(join(out, '4839201'))).toHaveLength(exampleSize - 2)
  })

  it('takes the same file again', async () => {
    expect(await buildSite({ publication: join(folder, 'a.jsonl'), out: join(folder, 'out') })).toMatchObject(
      { ok: true },
    )
  })

  it('does not wipe a folder that it did not write', async () => {
    const precious = join(folder, 'precious')
    await mkdir(precious)
    await writeFile(join(precious, 'thesis.txt'), 'years of work')
    expect(await buildSite({ publication: join(folder, 'a.jsonl'), out: precious })).toMatchObject({
      ok: false,
      why: 'refused',
    })
    expect(await readFile(join(precious, 'thesis.txt'), 'utf8')).toBe('years of work')
    expect(await buildSite({ publication: join(folder, 'missing.jsonl'), out: precious })).toMatchObject({
      ok: false,
      why: 'unreadable',
    })
  })

  it('shows hostile text as text, in every field', async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, never>)
    const hostile = await Promise.all(
      lines.map(async (line: Record<string, unknown>) => {
        if (line.t === 'company') return { ...line, name: evil.slice(0, 110) }
        if (line.t !== 'offer') return line
        const binding = line.binding as {
          terms: { message: string; product?: { name: string }; lines?: { product: { name: string } }[] }
          partner: { name: string }
          addressee: string
        }
        binding.terms.message = evil
        binding.partner.name = evil
        binding.addressee = evil
        if (binding.terms.product) binding.terms.product.name = evil
        for (const each of binding.terms.lines ?? []) each.product.name = evil
        return { ...line, hash: await hashOf(binding) }
      }),
    )
    const out = join(folder, 'hostile')
    const built = await buildSite({
      publication: await write(
        'hostile.jsonl',
        `${hostile.map((line) => JSON.stringify(line)).join('\n')}\n`,
      ),
      out,
    })
    expect(built.ok).toBe(true)
    for (const code of await readdir(join(out, '4839201'))) {
      // What stands in an attribute stays there: every quote in it is written as a reference.
      const html = (await page(out, code)).replace(/="[^"]*"/g, '')
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<img src=x')
    }
  })

  it('refuses addresses that are none, keys that nobody knows, and files that nobody wrote', async () => {
    const out = join(folder, 'refused')
    const company = (by: object) =>
      text.replace(/^\{"colour.*$/m, (row) => JSON.stringify({ ...JSON.parse(row), ...by }))
    expect(company({ name: 'X' })).not.toBe(text)
    const refused: Record<string, string> = {
      'a script as web site': company({ website: 'javascript:alert(1)' }),
      'data as endpoint': company({ endpoint: { kind: 'form', address: 'data:text/plain,hei' } }),
      'an unencrypted endpoint': company({ endpoint: { kind: 'flow', address: 'http://example.com/' } }),
      'an endpoint of an unknown kind': company({
        endpoint: { kind: 'webhook', address: 'https://example.com/' },
      }),
      'a queue with a grant that says its own rights': company({
        endpoint: {
          kind: 'queue',
          address:
            'https://nordlys.queue.core.windows.net/inbox/messages?sv=2021-12-02&sp=raup&se=2099-01-01&sr=q&si=hand&sig=x',
        },
      }),
      'a logo that is no image': company({ logo: 'data:text/html;base64,PHNjcmlwdD4=' }),
      'an image with a script': company({ logo: 'data:image/svg+xml;base64,PHN2Zz4=' }),
      'a style as colour': company({ colour: 'red;}*{display:none' }),
      'an unknown key': company({ script: 'alert(1)' }),
      'a prototype': text.replace('{"colour"', '{"__proto__":{"isAdmin":true},"colour"'),
      'two companies': text.replace(/\n/, (line) => `${line}${text.split('\n')[1]}\n`),
      'a line from another version': text.replace('"format":1', '"format":2'),
      'a longer line than any': text.replace('"t":"company"', `"t":"company","x":"${'a'.repeat(200_000)}"`),
      'a deep nest': `${text.split('\n').slice(0, 2).join('\n')}\n${'['.repeat(40_000)}${']'.repeat(40_000)}\n`,
      'half a file': text.slice(0, text.length / 2),
      'no text at all': '\u0000\u0001\u0002',
      nothing: '',
    }
    for (const [name, content] of Object.entries(refused)) {
      const result = await buildSite({ publication: await write('refused.jsonl', content), out })
      expect(result.ok, name).toBe(false)
      expect(await readdir(out).catch(() => []), name).toEqual([])
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it('lets no endpoint, path or logo say what a policy or a server would read in its own way (A23)', async () => {
    const company = (by: object) =>
      text.replace(/^\{"colour.*$/m, (row) => JSON.stringify({ ...JSON.parse(row), ...by }))
    const address = (path: string) => ({ siteAddress: `https://nordlys-it.example${path}` })
    const flow = (endpoint: string) => ({ endpoint: { kind: 'flow', address: endpoint } })
    const refused: readonly (readonly [object, string])[] = [
      [flow("https://flow.example/a;script-src%20*,'unsafe-inline'/x?sig=1;default-src%20*"), 'endpoint'],
      [flow('https://*/'), 'endpoint'],
      [address('/a;b'), 'siteAddress'],
      [address('/a*'), 'siteAddress'],
      [address('/$uri'), 'siteAddress'],
      [address('/a//b'), 'siteAddress'],
      [address('/a%0Ab'), 'siteAddress'],
      [{ siteAddress: 'https://*' }, 'siteAddress'],
      [{ logo: 'data:image/png;base64,A=B=' }, 'logo'],
      [{ logo: 'data:image/png;base64,R0lGODlhAQABAAAAACw=' }, 'logo'],
      [{ phone: 'x'.repeat(50) }, `phone: ${problems['rule.tooLong']}`],
    ]
    const out = join(folder, 'policy')
    for (const [by, field] of refused) {
      const result = await buildSite({ publication: await write('policy.jsonl', company(by)), out })
      expect(result, JSON.stringify(by)).toMatchObject({
        ok: false,
        why: 'faults',
        faults: [{ line: 2, what: expect.stringContaining(field) as string }],
      })
    }
    expect(await readdir(out).catch(() => [])).toEqual([])
  })

  it('lets offers that can be answered reach the inbox, and shows its grant on no other page', async () => {
    const grant = 'sv=2021-12-02&si=hand&sr=q&sig=aZ0%2Bq%2F8%3D'
    const inbox = 'https://nordlys.queue.core.windows.net/inbox/messages'
    const content = text.replace(/^\{"colour.*$/m, (row) =>
      JSON.stringify({ ...JSON.parse(row), endpoint: { kind: 'queue', address: `${inbox}?${grant}` } }),
    )
    const out = join(folder, 'inbox')
    expect(await buildSite({ publication: await write('inbox.jsonl', content), out })).toMatchObject({
      ok: true,
    })
    const pages = await Promise.all(
      [
        'index.html',
        '404.html',
        ...(await readdir(join(out, '4839201'))).map((code) => `4839201/${code}/index.html`),
      ].map((path) => readFile(join(out, path), 'utf8')),
    )
    const withGrant = pages.filter((html) => html.includes('sig='))
    expect(withGrant).toEqual(pages.filter((html) => html.includes('data-form')))
    expect(withGrant.length).toBeGreaterThan(5)
    for (const html of pages) expect(html).toContain(`; connect-src ${inbox}; base-uri`)
  })

  it('lays the pages below a path when the address has one', async () => {
    const out = join(folder, 'below')
    const file = await write(
      'below.jsonl',
      text.replace(
        '"siteAddress":"http://localhost:4321"',
        '"siteAddress":"https://nordlys-it.example/offers"',
      ),
    )
    expect((await buildSite({ publication: file, out })).ok).toBe(true)
    const [code] = await readdir(join(out, '4839201'))
    expect(await page(out, code!)).toContain('href="/offers/company.css"')
    expect(await page(out, code!)).toContain('/offers/_astro/')
  })
})
