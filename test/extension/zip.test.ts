import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { fromBuffer, type Entry, type Options, type ZipFile } from 'yauzl'
import { zipFiles } from '#extension/publisher/zip.ts'

const open = promisify<Buffer, Options, ZipFile>(fromBuffer)

async function* pages(count: number) {
  const bytes = new TextEncoder().encode('<!doctype html><title>Tilbud</title>')
  for (let n = 0; n < count; n++) yield { path: `${n}/index.html`, bytes }
}

/** The archive of so many pages, as another program reads it. */
async function readBack(count: number) {
  let packed = 0
  const blob = await zipFiles(pages(count), () => packed++)
  const file = await open(Buffer.from(await blob!.arrayBuffer()), { lazyEntries: true })
  const entries: Entry[] = []
  await new Promise<void>((resolve, reject) => {
    file.on('entry', (entry: Entry) => {
      entries.push(entry)
      file.readEntry()
    })
    file.on('end', resolve)
    file.on('error', reject)
    file.readEntry()
  })
  const stream = await promisify<Entry, NodeJS.ReadableStream>(file.openReadStream.bind(file))(
    entries.at(-1)!,
  )
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return { packed, count: file.entryCount, entries, last: Buffer.concat(chunks).toString() }
}

describe('the zip of a site', () => {
  it.each([3, 65_536])('holds %i files', { timeout: 60_000 }, async (count) => {
    const archive = await readBack(count)
    expect(archive.packed).toBe(count)
    expect(archive.count).toBe(count)
    expect(archive.entries).toHaveLength(count)
    expect(archive.entries.at(-1)!.fileName).toBe(`${count - 1}/index.html`)
    expect(archive.last).toBe('<!doctype html><title>Tilbud</title>')
  })
})
