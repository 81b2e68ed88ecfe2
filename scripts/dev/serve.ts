import type { ServerResponse } from 'node:http'
import { serve } from '#scripts/serve.ts'

/**
 * Waits for a change with a script that is answered when there is one: a
 * page's own policy lets it load scripts from where it lies and nothing else.
 */
const script = `addEventListener('load', function wait() {
  const next = document.createElement('script')
  next.onload = () => location.reload()
  next.onerror = () => setTimeout(wait, 500)
  next.src = '/@dev/change.js'
  document.head.append(next)
})`

/** Where a tab of the extension waits while the extension is loaded anew. */
export const shelter = '/@dev/wait'

/** Serves pages that load themselves anew at each change. */
export async function serveDev(
  folder: string,
  port: number,
): Promise<{ address: string; tellChange: () => void; close: () => Promise<void> }> {
  const waiting = new Set<ServerResponse>()
  const answer = (path: string, response: ServerResponse) => {
    if (!path.startsWith('/@dev/')) return false
    const type = path === shelter ? 'text/html' : 'text/javascript'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
    if (path === shelter) response.end('<!doctype html><title>Tilbud</title>')
    else if (path === '/@dev/page.js') response.end(script)
    else {
      waiting.add(response)
      response.on('close', () => waiting.delete(response))
    }
    return true
  }
  const { server, address, close } = await serve(folder, port, {
    answer,
    tail: '<script src="/@dev/page.js"></script>',
  })
  return {
    address,
    tellChange: () => waiting.forEach((response) => response.end()),
    close() {
      server.closeAllConnections()
      return close()
    },
  }
}
