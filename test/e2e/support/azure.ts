import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { serveAzurite, serveWebsite, type TestAccount } from '#scripts/azurite.ts'
import { click, fill } from '#test/e2e/support/screen.ts'
import { makeCertificate } from '#test/support/certificate.ts'

/** Where the emulator and its website are. */
export const azureHosts = ['127.0.0.1', 'localhost']

/** An Azure account on this machine, with the address where its pages are read. */
export type Azure = Readonly<{ account: TestAccount; siteAddress: string; close: () => Promise<void> }>

/** Starts Azure's emulator and a website in front of it, over https with a certificate of its own. */
export async function startAzure(): Promise<Azure> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-azure-'))
  const { certificate: cert, key } = makeCertificate(folder)
  const https = { cert, key }
  const storage = await serveAzurite({ https })
  const website = await serveWebsite(storage, { https })
  return {
    account: storage,
    siteAddress: website.address,
    async close() {
      await website.close()
      await storage.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Fills in what connects the account that the form of the Publish screen is open for. */
export async function fillAzure(
  page: Page,
  { account, siteAddress }: Azure,
  key = account.key,
): Promise<void> {
  await fill(page, 'host-account', account.account)
  await click(page, 'dialog summary')
  await fill(page, 'host-blob', account.endpoints.blob)
  await fill(page, 'host-queue', account.endpoints.queue)
  await fill(page, 'host-secret', key)
  await fill(page, 'host-site', siteAddress)
}
