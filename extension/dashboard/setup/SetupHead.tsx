import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '#extension/ui/app.tsx'
import { Mark } from '#extension/ui/Mark.tsx'

type HeadProps = Readonly<{ title: string; onBack: (() => void) | null }>

/** The head of a page before there is a workspace: the way back, where there is one, and its name, which has the focus first. */
export function SetupHead({ title, onBack }: HeadProps) {
  const { t } = useApp()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      {onBack && (
        <p class="crumbs">
          <button type="button" class="more" onClick={onBack}>
            ← {t('make.back')}
          </button>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        <Mark size={32} /> {title}
      </h1>
    </>
  )
}
