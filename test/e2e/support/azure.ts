import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveAzurite, serveWebsite, type TestAccount } from '#scripts/azurite.ts'
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

/** An account as the portal has it to copy. */
export const connectionString = ({ account, endpoints, key }: TestAccount) =>
  [
    'DefaultEndpointsProtocol=https',
    `AccountName=${account}`,
    `BlobEndpoint=${endpoints.blob}/`,
    `QueueEndpoint=${endpoints.queue}/`,
    // Last, because it is typed here: the form takes the text once the key is whole.
    `AccountKey=${key}`,
  ].join(';')
