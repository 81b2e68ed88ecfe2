import { useState } from 'preact/hooks'
import type { Draft } from '#core/model/offer.ts'
import { saveTemplate } from '#core/workspace/templates.ts'
import { useApp } from '#extension/ui/app.tsx'
import { TextField } from '#extension/ui/fields.tsx'

/** Keeps what was made so far under a name, to begin others with. */
export function SaveTemplate({ draft: { audience, officeId, terms } }: { draft: Draft }) {
  const { t, speak, attempt, denied } = useApp()
  const [name, setName] = useState('')
  const [said, setSaid] = useState<{ text: string; good: boolean }>()
  if (denied('template.edit')) return null
  async function save() {
    const outcome = await attempt(saveTemplate, { name, audience, officeId, terms })
    setSaid(
      outcome.ok
        ? { text: t('template.saved'), good: true }
        : { text: speak.problem(outcome.problem), good: false },
    )
    if (outcome.ok) setName('')
  }
  return (
    <div class="row">
      <TextField
        label={t('template.name')}
        name="template-name"
        value={name}
        onChange={setName}
        maxlength={80}
      />
      <fluent-button size="small" type="button" data-id="save-template" onClick={() => void save()}>
        {t('template.save')}
      </fluent-button>
      <span role="status" class={said?.good ? 'good' : 'warn'}>
        {said?.text}
      </span>
    </div>
  )
}
