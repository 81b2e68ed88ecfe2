import type { Endpoint } from '#core/model/company.ts'

/**
 * What is sent, and where to. Each is what a browser sends to another host
 * without asking it first: a form that Netlify, Formspree and its like and
 * Power Automate all read, or the text that a queue at Azure takes.
 */
function requestOf(
  endpoint: Endpoint,
  subject: string,
  message: string,
): [address: string, request: RequestInit] {
  if (endpoint.kind === 'queue')
    return [
      // Without a time to live the queue forgets it after a week: 90 days.
      `${endpoint.address}&messagettl=7776000`,
      {
        headers: { 'content-type': 'text/plain' },
        // The armor's symbols mean nothing in XML.
        body: `<QueueMessage><MessageText>${message}</MessageText></QueueMessage>`,
      },
    ]
  return [
    // Netlify takes forms at any page of the site; its own folder is one for sure.
    endpoint.kind === 'netlify' ? location.pathname : endpoint.address,
    {
      // A flow does not let pages read its answer.
      mode: endpoint.kind === 'flow' ? 'no-cors' : 'cors',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ 'form-name': 'tilbud', subject, message }),
    },
  ]
}

/**
 * Hands a sealed answer to the partner's endpoint, and once more where it was
 * not reached or failed: taken twice it is the same answer. The endpoint
 * learns when somebody answers an offer of this site, never which, who or
 * what. True says that the endpoint took it, as far as a page can see: never
 * that anybody has it.
 */
export async function handOver(endpoint: Endpoint, subject: string, message: string): Promise<boolean> {
  const [address, request] = requestOf(endpoint, subject, message)
  /** No customer waits longer, for both together. */
  const signal = AbortSignal.timeout(20_000)
  /** @returns null where another try may help */
  const post = () =>
    fetch(address, {
      ...request,
      method: 'POST',
      credentials: 'omit',
      // The page's address holds the code.
      referrerPolicy: 'no-referrer',
      signal,
    }).then(
      ({ status, ok, type }) =>
        status >= 500 ? null : endpoint.kind === 'queue' ? status === 201 : ok || type === 'opaque',
      () => null,
    )
  const handed = await post()
  if (handed !== null || signal.aborted) return Boolean(handed)
  await new Promise((done) => setTimeout(done, 3_000))
  return Boolean(await post())
}
