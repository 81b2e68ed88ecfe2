import { useApp } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'

/** Puts a text on the clipboard, and says whether it is there. */
export function CopyButton({ text }: { text: string }) {
  const { t, showToast } = useApp()
  async function copy() {
    const copied = await copyText(text)
    showToast(copied ? { text: t('app.copied') } : { text: t('share.copyFailed'), bad: true })
  }
  return <fluent-button onClick={() => void copy()}>{t('app.copy')}</fluent-button>
}
