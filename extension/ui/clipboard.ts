const part = (type: string, text: string) => new Blob([text], { type })

/**
 * Copies a text that is not there yet. Called within the click: browsers let a
 * page write to the clipboard only for a moment after it, but then wait for
 * what is written.
 *
 * @returns whether it was copied; false too when the text never came
 */
export async function copyLater(text: Promise<string>): Promise<boolean> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/plain': text.then((ready) => part('text/plain', ready)) }),
    ])
    return true
  } catch {
    return false
  }
}

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
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/plain': part('text/plain', text), 'text/html': part('text/html', html) }),
    ])
    return true
  } catch {
    return copyText(text)
  }
}
