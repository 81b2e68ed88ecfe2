/** @returns whether the browser let the text be copied */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Copies a text with its formatted twin, for mail programs; the plain one alone where the browser has no rich clipboard. */
export async function copyRich(text: string, html: string): Promise<boolean> {
  try {
    const part = (type: string, content: string) => new Blob([content], { type })
    const item = new ClipboardItem({ 'text/plain': part('text/plain', text), 'text/html': part('text/html', html) })
    await navigator.clipboard.write([item])
    return true
  } catch {
    return copyText(text)
  }
}
