import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import puppeteer from 'puppeteer-core'
import { today } from '#core/clock/clock.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { needBrowser } from '#scripts/browsers.ts'
import { needDebian } from '#scripts/debian.ts'
import { serveWithNginx } from '#scripts/nginx.ts'
import { needTools } from '#scripts/tools.ts'
import { buildSite } from '#site/build.ts'

/**
 * `npm run audit`: the built pages behind a real nginx, by Lighthouse (mobile,
 * simulated slow 4G) and by the Nu HTML checker. Installs what it needs beside
 * the project, exact versions, because only this needs them.
 */

const tools = { lighthouse: '13.5.0', 'vnu-jar': '26.9.27' } as const

type Category = { score: number | null; auditRefs: { id: string; weight: number }[] }
type Report = {
  categories: Record<string, Category>
  audits: Record<string, { score: number | null; title: string; displayValue?: string; explanation?: string }>
}
type Lighthouse = (url: string, options: object) => Promise<{ lhr: Report } | undefined>

/**
 * What may be missing for search engines: that they are let in, and a
 * robots.txt where Lighthouse cannot look for one, because it asks from within
 * the page and the page's own policy lets nothing ask.
 */
const isMeant = (id: string, explanation = '') =>
  id === 'is-crawlable' || (id === 'robots-txt' && explanation.includes('CSP violation'))

/** What falls short of 100, as lines. */
function shortOf({ categories, audits }: Report): string[] {
  const failing = (name: string) =>
    categories[name]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 1)
  const lines = ['performance', 'accessibility', 'best-practices'].flatMap((name) =>
    categories[name]!.score === 1
      ? []
      : [
          `${name} ${Math.round((categories[name]!.score ?? 0) * 100)}: ${failing(name)
            .map(({ id }) => `${audits[id]!.title} ${audits[id]!.displayValue ?? ''}`)
            .join('; ')}`,
        ],
  )
  const seo = failing('seo').filter(({ id }) => !isMeant(id, audits[id]!.explanation))
  return seo.length ? [...lines, `seo: ${seo.map(({ id }) => audits[id]!.title).join('; ')}`] : lines
}

let [passed, failed] = [0, 0]
function count(name: string, faults: readonly string[], told = ''): void {
  if (faults.length) failed++
  else passed++
  console.log(`${faults.length ? '✗' : '✓'} ${name}${told && ` · ${told}`}`)
  for (const fault of faults) console.log(`  ${fault}`)
}

const java = needDebian('java', 'default-jre-headless')
const chromium = needBrowser('chromium')
const toolFolder = await needTools('audit', tools, 'Lighthouse and the Nu HTML checker')

const folder = await mkdtemp(join(tmpdir(), 'tilbud-audit-'))
await chmod(folder, 0o755)
const out = join(folder, 'site')
const publication = join(folder, 'example.jsonl')
await writeFile(
  publication,
  (await examplePublication(exampleSize, today(Date.now(), 'Europe/Oslo'))).replaceAll(
    'http://localhost:4321',
    'https://tilbud.nordlys-it.example',
  ),
)
const built = await buildSite({ publication, out })
if (!built.ok) throw new Error(JSON.stringify(built))

// One page of each kind and state, and two that belong to no offer.
const marks = {
  'purchase with delegation': ['id="order"', 'name="delegation"', 'lang="nb"'],
  'purchase in English': ['id="order"', 'lang="en"'],
  trial: ['30 dager', 'data-form'],
  expired: ['role="status" data-expired'],
  withdrawn: ['trukket tilbake</h1>'],
  superseded: ['erstattet av et nyere</h1>'],
}
const pages = await Promise.all(
  (await readdir(join(out, '4839201'))).map(async (code) => ({
    path: `/4839201/${code}/`,
    html: await readFile(join(out, '4839201', code, 'index.html'), 'utf8'),
  })),
)
const chosen = Object.entries(marks).map(([name, wanted]) => {
  const found = pages.find(({ html }) => wanted.every((mark) => html.includes(mark)))
  if (!found) throw new Error(`The example has no page for: ${name}`)
  return [name, found.path] as const
})

const nginx = await serveWithNginx(out, `${out}.nginx.conf`)
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ['--no-sandbox', '--remote-debugging-port=0'],
})
try {
  const { default: lighthouse } = (await import(
    pathToFileURL(join(toolFolder, 'lighthouse/core/index.js')).href
  )) as { default: Lighthouse }
  const port = Number(new URL(browser.wsEndpoint()).port)
  for (const [name, path] of [...chosen, ['index', '/'] as const]) {
    const result = await lighthouse(nginx.address + path, {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    })
    if (!result) throw new Error(`Lighthouse has no result for ${name}.`)
    const { audits } = result.lhr
    const told = ['first-contentful-paint', 'largest-contentful-paint', 'total-byte-weight']
      .map((id) => audits[id]!.displayValue ?? '')
      .join(' · ')
    count(`Lighthouse: ${name}`, shortOf(result.lhr), told)
  }
} finally {
  await browser.close()
}

await nginx.close()

// It takes files and public hosts only. In a file `'self'` is nobody, so what it says of the policy is left out: browsers say that in the tests.
const checker = join(toolFolder, 'vnu-jar/build/dist/vnu.jar')
let said = ''
try {
  execFileSync(
    java,
    [
      '-jar',
      checker,
      '--skip-non-html',
      '--Werror',
      '--format',
      'gnu',
      '--filterpattern',
      '.*violates Content Security Policy.*',
      out,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
  )
} catch (error) {
  said = (error as { stderr?: string }).stderr || String(error)
}
count(
  `Nu HTML checker: ${pages.length + 2} pages`,
  said
    .trim()
    .split('\n')
    .filter(Boolean)
    .slice(0, 30)
    .map((line) => line.replaceAll(out, '')),
)

await rm(folder, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
