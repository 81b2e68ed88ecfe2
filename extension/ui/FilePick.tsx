import { useState } from 'preact/hooks'
import { useApp } from '#extension/ui/app.tsx'

/** Chooses one file or several, drawn like a button of ours in both browsers. Names what was chosen. */
export function FilePick({
  title,
  hint,
  fault,
  text,
  name,
  id,
  accept,
  multiple = false,
  onFiles,
}: {
  /** Above the button, where the button alone does not say what for. */
  title?: string
  hint?: string
  fault?: string | undefined
  /** On the button; *Choose file* unless told. */
  text?: string
  name?: string
  id?: string
  accept: string
  multiple?: boolean
  /** Hears at least one file, and the same one again when it is chosen again. */
  onFiles: (files: File[]) => void
}) {
  const { t } = useApp()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const choose = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    if (!files.length) return
    setChosen(files.map((file) => file.name))
    // Otherwise the browser is silent when the same file is chosen once more.
    input.value = ''
    onFiles(files)
  }
  return (
    <label class="file">
      {title && <span class="label">{title}</span>}
      {hint && <span class="hint">{hint}</span>}
      {fault && <span class="fault">{fault}</span>}
      <input
        class="visually-hidden"
        type="file"
        name={name}
        data-id={id}
        accept={accept}
        multiple={multiple}
        onChange={({ currentTarget }) => choose(currentTarget)}
      />
      <span class="row">
        <span class="file-button">{text ?? t('file.choose')}</span>
        {chosen.length > 0 && (
          <span class="small" data-chosen>
            {chosen.length === 1 ? chosen[0] : t('file.chosen', { n: chosen.length })}
          </span>
        )}
      </span>
    </label>
  )
}
