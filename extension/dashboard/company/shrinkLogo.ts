/** The most that a logo may weigh, in bytes: it has to fit the first visit of a page. */
const heaviest = 4096

/** The box that it is shown in, twice as fine for sharp screens. */
const box = { width: 480, height: 160 } as const

const loaded = (address: string) =>
  new Promise<HTMLImageElement>((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = reject
    image.src = address
  })

/** The image as the browser draws it. Scripts and foreign parts of an SVG never run or load in an image element. */
async function draw(file: File): Promise<HTMLImageElement> {
  const svg = file.type === 'image/svg+xml' || /\.svg$/i.test(file.name)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return loaded(`data:${svg ? 'image/svg+xml' : file.type};base64,${base64}`)
}

const encoded = (canvas: HTMLCanvasElement, quality: number) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', quality))

async function dataUrl(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return `data:${blob.type};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`
}

/**
 * Draws a picture anew as WebP (PNG where the browser has no WebP), first with
 * less quality and then smaller, until it weighs at most 4 kB.
 *
 * @returns a data URL; null when the file is no picture
 */
export async function shrinkLogo(file: File): Promise<string | null> {
  let image: HTMLImageElement
  try {
    image = await draw(file)
  } catch {
    return null
  }
  // An SVG without a size of its own has none here.
  const [width, height] = [image.naturalWidth || box.width, image.naturalHeight || box.height]
  for (let scale = Math.min(1, box.width / width, box.height / height); scale * width >= 16; scale *= 0.8) {
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    for (const quality of [0.92, 0.8, 0.65]) {
      const blob = await encoded(canvas, quality)
      if (blob && blob.size <= heaviest) return dataUrl(blob)
    }
  }
  return null
}
