import { useState } from 'preact/hooks'
import { showKey } from '#core/workspace/productKeys.ts'
import { useApp } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'

/** Opens a key when asked to: that it was looked at goes into the log. */
export function ShownKey({ keyId }: { keyId: string }) {
  const { t, run, showToast } = useApp()
  const [text, setText] = useState<string>()
  async function copy() {
    showToast(
      text && (await copyText(text)) ? { text: t('app.copied') } : { text: t('share.copyFailed'), bad: true },
    )
  }
  if (!text)
    return (
      <fluent-button data-id="open-key" onClick={() => void run(showKey, { id: keyId }).then(setText)}>
        {t('key.open')}
      </fluent-button>
    )
  return (
    <div class="row">
      <p class="password code" data-id="key-text">
        {text}
      </p>
      <fluent-button onClick={() => void copy()}>{t('app.copy')}</fluent-button>
    </div>
  )
}
