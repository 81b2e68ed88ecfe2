import type { ComponentProps } from 'preact'
import { Stepper } from '#extension/ui/Stepper.tsx'

type CountProps = ComponentProps<typeof Stepper>

/** A whole number under its label, as other fields stand. */
export function CountField(props: CountProps) {
  return (
    <div class="field">
      <span class="label">{props.label}</span>
      <Stepper {...props} />
    </div>
  )
}

/** A whole number beside its label. */
export function InlineCount(props: CountProps) {
  return (
    <div class="inline-field">
      <span>{props.label}</span>
      <Stepper {...props} />
    </div>
  )
}
