/** Draws extension/icons/*.png from mark.svg, in Chromium. `npm exec -c 'node scripts/icons.ts'` */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { needBrowser } from '#scripts/browsers.ts'
import { root } from '#scripts/paths.ts'

const folder = join(root, 'extension/icons')
const svg = await readFile(join(folder, 'mark.svg'), 'utf8')
const browser = await puppeteer.launch({ executablePath: needBrowser('chromium'), args: ['--no-sandbox'] })
const page = await browser.newPage()
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size })
  const source = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await page.setContent(
    `<body style="margin:0"><img src="${source}" width="${size}" height="${size}" style="display:block">`,
  )
  await writeFile(join(folder, `${size}.png`), await page.screenshot({ omitBackground: true }))
}
await browser.close()
