import { FetchState, pages } from 'astro/fetch'

/** Draws one page of the site from what it is drawn from. @returns the file's text */
export async function render(path: string, props: Record<string, unknown>): Promise<string> {
  const state = new FetchState(new Request(`https://site.invalid${path}`))
  state.initialProps = props
  state.props = props
  state.streaming = false
  const response = await pages(state)
  return response.text()
}
