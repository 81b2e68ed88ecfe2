import { useState } from 'preact/hooks'
import { showKey } from '#core/workspace/productKeys.ts'
import { CopyButton } from '#extension/dashboard/CopyButton.tsx'
import { useApp } from '#extension/ui/app.tsx'

/** Opens a key when asked to: that it was looked at goes into the log. */
export function ShownKey({ keyId }: { keyId: string }) {
  const { t, run } = useApp()
  const [text, setText] = useState<string>()
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
      <CopyButton text={text} />
    </div>
  )
}
