import { mkdir } from 'node:fs/promises'
import { axe, overflow, settle } from '#test/e2e/support/axe.ts'
import { launch } from '#test/e2e/support/browser.ts'
import { click, see } from '#test/e2e/support/screen.ts'
import { go } from '#test/e2e/support/workspace.ts'
const [only = '', lang = 'nb', ...wants] = process.argv.slice(2)
const places = ['/overview','/customers','/customers/example-customer-4','/customers/example-customer-4/subscriptions','/customers/example-customer-3/subscriptions','/customers/example-customer-4/requests','/customers/example-customer-4/passwords','/customers/example-customer-4/portals','/customers/example-customer-8/delegation','/customers/example-customer-9/delegation','/customers/import','/offers','/offers/example-offer-fjord','/deadlines','/keys','/staff','/staff/example-user-2/settings','/staff/example-user-2/may','/company','/settings','/activity'].filter((p) => p.includes(only))
await mkdir('/tmp/shots', { recursive: true })
const session = await launch('chromium', lang === 'nb' ? 'nb-NO' : 'en-US')
const page = await session.open('dashboard.html')
const errors: string[] = []
page.on('pageerror', (error) => errors.push(String(error)))
page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()) })
await click(page, '[data-id="load-example"]')
await see(page, '.needs')
for (const [scheme, width] of [['light', 1280], ['dark', 360], ['light', 360], ['dark', 1280]] as const) {
  if (wants.length && !wants.includes(`${scheme}${width}`)) continue
  await page.setViewport({ width, height: 900 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  for (const place of places) {
    if (!place.startsWith('/customers/')) await page.evaluate(() => (document.querySelector('[data-id="leave-customer"]') as HTMLElement | null)?.click())
    await go(page, place)
    await new Promise((resolve) => setTimeout(resolve, 350))
    await see(page, 'main h1')
    await settle(page)
    const found = await axe(page)
    const wide = await overflow(page)
    if (found.length || wide > 0) console.log(place, scheme, width, 'wide', wide, '\n  ' + found.slice(0, 6).join('\n  '))
    await page.screenshot({ path: `/tmp/shots/${place.replaceAll('/', '_')}-${scheme}-${width}-${lang}.png`, fullPage: true })
  }
}
console.log('errors', errors)
await session.close()
