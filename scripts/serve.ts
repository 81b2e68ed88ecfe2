import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
}

/** What a server does besides. */
type Besides = Readonly<{
  /** Answers some paths itself. @returns whether it does */
  answer?: (path: string, response: ServerResponse) => boolean
  /** Comes after each HTML file. */
  tail?: string
}>

/** Serves a folder as any static host does: files, index.html of folders, 404.html. */
export function serve(
  folder: string,
  port = 0,
  { answer, tail = '' }: Besides = {},
): Promise<{ server: Server; address: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    if (answer?.(path, response)) return
    let file = join(folder, path)
    if (existsSync(file) && statSync(file).isDirectory()) {
      // Relative addresses in the page need the slash.
      if (!path.endsWith('/')) return response.writeHead(301, { location: `${path}/` }).end()
      file = join(file, 'index.html')
    }
    const found = file.startsWith(folder) && existsSync(file)
    if (!found) file = join(folder, '404.html')
    response.writeHead(found ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
    })
    if (!existsSync(file)) return void response.end()
    const end = () => response.end(file.endsWith('.html') ? tail : '')
    createReadStream(file).on('end', end).pipe(response, { end: false })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const { port: chosen } = server.address() as { port: number }
      const close = () => new Promise<void>((done) => server.close(() => done()))
      resolve({ server, address: `http://localhost:${chosen}`, close })
    })
  })
}
