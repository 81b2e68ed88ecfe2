import encodeQR from 'qr'
import { useApp } from '#extension/ui/app.tsx'
import { download, downloadBlob } from '#extension/ui/download.ts'

const pixels = 1024

/** The same picture as a PNG, for programs that take no SVG. */
async function png(svg: string): Promise<Blob | null> {
  const image = new Image()
  await new Promise((resolve, reject) => {
    image.onload = resolve
    image.onerror = reject
    image.src = `data:image/svg+xml;base64,${btoa(svg)}`
  })
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = pixels
  const context = canvas.getContext('2d')
  if (context) {
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, pixels, pixels)
    // Squares stay squares.
    context.imageSmoothingEnabled = false
    context.drawImage(image, 0, 0, pixels, pixels)
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

/** A link as a QR code on white, with its files. */
export function QrCode({ url, name }: { url: string; name: string }) {
  const { t } = useApp()
  // Four empty modules around it, as scanners expect.
  const svg = encodeQR(url, 'svg', { ecc: 'medium', border: 4 })
  const savePng = async () => {
    const blob = await png(svg)
    if (blob) downloadBlob(`${name}.png`, blob)
  }
  return (
    <div class="qr">
      <img src={`data:image/svg+xml;base64,${btoa(svg)}`} alt={t('share.qrAlt')} width={180} height={180} />
      <div class="row">
        <fluent-button size="small" onClick={() => download(`${name}.svg`, svg, 'image/svg+xml')}>
          {t('share.saveSvg')}
        </fluent-button>
        <fluent-button size="small" onClick={() => void savePng()}>
          {t('share.savePng')}
        </fluent-button>
      </div>
    </div>
  )
}
