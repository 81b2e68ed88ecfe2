/** Hands a text over as a file, without any permission. */
export const download = (name: string, text: string, type = 'application/json') =>
  downloadBlob(name, new Blob([text], { type }))

/** Hands bytes over as a file. */
export function downloadBlob(name: string, blob: Blob): void {
  const link = document.createElement('a')
  const url = URL.createObjectURL(blob)
  link.href = url
  link.download = name
  link.click()
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
