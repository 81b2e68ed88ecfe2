import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { localeData } from '#core/locale/data.ts'
import { pageWords } from '#core/locale/page/words.ts'
import { pageLanguages } from '#core/model/language.ts'
import type { Binding } from '#core/model/offer.ts'
import type { PurchaseTerms } from '#core/model/terms.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { budget, weighAll, type Weight } from '#scripts/weight.ts'
import { buildSite } from '#site/build.ts'

const day = '2026-11-02'

/** As Azure's grants are, with a signature of its true length, which is as hard to pack. */
const inbox = {
  kind: 'queue',
  address: `https://nordlysit.queue.core.windows.net/inbox/messages?sv=2023-11-03&si=hand&sig=${encodeURIComponent(createHash('sha256').update('hand').digest('base64'))}`,
}

let folder: string
let text: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-page-'))
  text = await examplePublication(exampleSize, day)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, content: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, content)
  return file
}

describe('a page with everything that an offer may hold', () => {
  const link = 'https://portal.partner.microsoftonline.cn/adminportal'

  /** The example's first open purchase offer, changed, as a publication of one offer. */
  async function one(change: (binding: Binding) => Binding): Promise<string> {
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { t: string; state?: string; binding?: Binding })
    const found = lines.find(
      ({ t, state, binding }) =>
        t === 'offer' && state === 'open' && binding?.terms.kind === 'purchase' && binding.terms.delegation,
    )!
    const binding = change(found.binding!)
    const changed = { ...found, hash: await hashOf(binding), binding }
    const publication = [{ ...lines[0], offers: 1 }, lines[1], changed]
      .map((line) => JSON.stringify(line))
      .join('\n')
    const out = join(folder, `one-${crypto.randomUUID()}`)
    expect(
      await buildSite({
        publication: await write(`one-${crypto.randomUUID()}.jsonl`, `${publication}\n`),
        out,
      }),
    ).toMatchObject({ ok: true })
    const [code] = await readdir(join(out, binding.partner.partnerId))
    return readFile(join(out, binding.partner.partnerId, code!, 'index.html'), 'utf8')
  }

  it.each(pageLanguages)(
    'fits the first flight too with ten lines, a letter of 1,000 characters, a logo of 4 kB and an inbox, in %s (B10)',
    async (language) => {
      const lines = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { t: string; state?: string; binding?: Binding })
      const found = lines.find(
        ({ t, state, binding }) =>
          t === 'offer' && state === 'open' && binding?.terms.kind === 'purchase' && binding.terms.delegation,
      )!
      const products = [
        'Microsoft 365 Business Premium',
        'Microsoft 365 E3',
        'Microsoft Teams EEA',
        'Microsoft 365 Copilot',
        'Microsoft Defender for Business',
        'Exchange Online (Plan 1)',
        'Visio Plan 2',
        'Power BI Pro',
        'Microsoft Entra ID P2',
        'Windows 365 Business',
      ]
      const letter =
        'Thank you for the conversation last Tuesday. As agreed we have gone through what you use today, person by person, and put together what we would choose in your place: Premium for those who travel with a laptop, E3 for finance and management because of retention, and a few single licences for drawing and reporting. Copilot is only there for the ten who asked for it; we suggest starting small and measuring after three months. All numbers follow the list that Kari sent us on 3 November, and each can be changed on this page within the range that the price holds for. Prices are fixed for the whole term. We move your mailboxes over a weekend, set up multifactor sign-in with everybody in the room, and stay on site the Monday after. Training is two half days, one for everybody and one for those who administer. If you would rather wait with Windows 365 until the new office is ready, simply set it to one. Call Ola if anything is unclear; he knows your set-up best. We look forward to working with you!'
      expect(letter.length).toBeGreaterThan(950)
      const [first] = (found.binding!.terms as PurchaseTerms).lines
      const binding = {
        ...found.binding!,
        addressee: 'Fjord Bygg og Anlegg AS',
        terms: {
          ...found.binding!.terms,
          language,
          message: letter,
          lines: products.map((name, index) => ({
            ...first,
            id: `7f3a0${index}`,
            product: { ...first!.product, name },
            count: 12 + 7 * index,
            min: 10 + 5 * index,
            max: 40 + 9 * index,
            price: { amount: 5490 + 3170 * index, per: 'month' },
          })),
        } as Binding['terms'],
      }
      // Random, because an honest picture is as hard to compress.
      const logo = `data:image/png;base64,${Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), crypto.getRandomValues(new Uint8Array(4000 - 16))]).toString('base64')}`
      const publication = [
        { ...lines[0], offers: 1 },
        { ...lines[1], logo, endpoint: inbox },
        { ...found, hash: await hashOf(binding), binding },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n')
      const out = join(folder, `large-${language}`)
      expect(
        await buildSite({ publication: await write(`large-${language}.jsonl`, `${publication}\n`), out }),
      ).toMatchObject({ ok: true })
      const [{ html, css, script, logo: picture, total, sealing, requests }] = (await weighAll(out)) as [
        Weight,
      ]
      expect({ html, css, script, fits: html + css + script <= budget.document }).toEqual({
        html,
        css,
        script,
        fits: true,
      })
      expect(total).toBeLessThanOrEqual(budget.total)
      // The logo was weighed too.
      expect(picture).toBe(4000)
      expect(sealing).toBeLessThanOrEqual(budget.sealing)
      expect(requests).toBeLessThanOrEqual(4)
    },
  )

  it('is in simplified Chinese for 21Vianet, with its own words and link, and without what that cloud does not have', async () => {
    const html = await one((binding) => ({
      ...binding,
      partner: { ...binding.partner, cloud: '21vianet' },
      terms: { ...binding.terms, language: 'zh-Hans', microsoftLink: link, closing: '谢谢！' },
    }))
    expect(html).toContain('<html lang="zh-Hans"')
    for (const words of [
      '委派管理',
      '由世纪互联运营的管理门户的“合作伙伴关系”',
      '由世纪互联运营的 Microsoft 服务',
      '谢谢！',
      '前往 portal.partner.microsoftonline.cn',
    ])
      expect(html).toContain(words)
    expect(html).toContain(`href="${link}"`)
    expect(html).not.toContain('Microsoft 365 管理中心')
    expect(html).not.toContain('有效期为')
  })

  it.each(pageLanguages)('speaks its customer’s language: %s', async (language) => {
    const html = await one((binding) => ({ ...binding, terms: { ...binding.terms, language } }))
    const { text: words } = pageWords[language]
    expect(html).toContain(`<html lang="${language}" dir="${localeData[language].direction}">`)
    for (const key of ['product', 'licences', 'answerTitle', 'accept', 'contactTitle', 'checkTitle'] as const)
      expect(html).toContain(words[key] as string)
    // No place was left to be filled.
    expect(html.replace(/ data-offer="[^"]*"/, '')).not.toMatch(/\{\w+\}/)
  })

  it('names the delegation and its extension, and shows no link to a host that is not Microsoft’s', async () => {
    const grant = { level: 'limited' as const, roles: [], days: 365, name: 'Nordlys drift', autoExtend: true }
    const withLink = (microsoftLink: string) =>
      one((binding) => ({
        ...binding,
        terms: { ...binding.terms, language: 'en', delegation: grant, microsoftLink } as Binding['terms'],
      }))
    const html = await withLink('https://admin.microsoft.com/x')
    expect(html).toContain('At Microsoft you will see it as “Nordlys drift”.')
    expect(html).toContain('extended by six months at a time')
    expect(html).toContain('href="https://admin.microsoft.com/x"')
    expect(await withLink('https://evil.example/')).not.toContain('evil.example')
  })
})
