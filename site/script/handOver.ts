import type { Endpoint } from '#core/model/company.ts'

/**
 * Hands a sealed answer to the partner's endpoint. It learns when somebody
 * answers an offer of this site, never which, who or what. True says that the endpoint took
 * it, as far as a page can see: never that anybody has it.
 *
 * The form is what Netlify, Formspree and its like and Power Automate all
 * read, and what a browser sends to another host without asking it first.
 */
export async function handOver(endpoint: Endpoint, subject: string, message: string): Promise<boolean> {
  // Netlify takes forms at any page of the site; its own folder is one for sure.
  const address = endpoint.kind === 'netlify' ? location.pathname : endpoint.address
  try {
    const response = await fetch(address, {
      method: 'POST',
      // A flow does not let pages read its answer.
      mode: endpoint.kind === 'flow' ? 'no-cors' : 'cors',
      credentials: 'omit',
      // The page's address holds the code.
      referrerPolicy: 'no-referrer',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ 'form-name': 'tilbud', subject, message }),
      signal: AbortSignal.timeout(15_000),
    })
    return response.ok || response.type === 'opaque'
  } catch {
    return false
  }
}
