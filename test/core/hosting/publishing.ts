/**
 * Publishes a sample site by WebDAV as a program of its own, and writes a dot
 * for each file that it has put. Arguments: address, user, password, the file
 * that keeps what is known, script, pages, text, number, and after how many
 * files it kills itself.
 */
import { readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import type { Kept } from '#core/hosting/publish.ts'
import { webdavTarget } from '#core/hosting/webdav.ts'
import { Publisher, sample } from '#test/core/hosting/samples.ts'

const [address, user, password, file, script, pages, text, number, last] = process.argv.slice(2)

function readKept(): Kept | null {
  try {
    const { digest, held } = JSON.parse(readFileSync(file!, 'utf8'))
    return { digest, held: new Map(held) }
  } catch {
    return null
  }
}

const publisher = new Publisher(() => webdavTarget({ address: address!, user: user!, password: password! }))
publisher.kept = readKept()
await publisher.publish(sample(Number(script), Number(pages), text), Number(number), {
  keep: async ({ digest, held }) => {
    writeFileSync(`${file}.part`, JSON.stringify({ digest, held: [...held] }))
    renameSync(`${file}.part`, file!)
  },
  onPart: (done) => {
    writeSync(1, '.')
    if (done === Number(last)) process.kill(process.pid, 'SIGKILL')
  },
})
