import { companyStyle } from '#site/companyStyle.ts'
import { publication } from '#site/publication.ts'

export async function GET(): Promise<Response> {
  return new Response(companyStyle((await publication()).company), {
    headers: { 'content-type': 'text/css' },
  })
}
