import type { ComponentChildren } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import type { FieldFault } from '#core/model/problem.ts'
import { useSelectOnFocus } from '#extension/ui/selectOnFocus.ts'
import type { Speaker } from '#extension/ui/words.ts'
import '#extension/ui/fluentMore.ts'

/** What is wrong, by the path of the field. */
export type Faults = readonly FieldFault[]

/** The rule that a field breaks, as a sentence; undefined when it is right. */
export function faultOf(t: Speaker['t'], faults: Faults, path: string): string | undefined {
  const fault = faults.find((each) => each.path === path)
  return fault && t(`rule.${fault.rule}`)
}

/** The same where one field holds a list, each part of which may break a rule. */
export function faultWithin(t: Speaker['t'], faults: Faults, path: string): string | undefined {
  const fault = faults.find((each) => each.path === path || each.path.startsWith(`${path}.`))
  return fault && t(`rule.${fault.rule}`)
}

/** Goes to the first field with a fault whenever there are new ones. */
export function useFocusFault(faults: Faults): void {
  useEffect(() => {
    if (!faults.length) return
    // A field of numbers keeps an empty place for what it says.
    const field = document
      .querySelector('.fault:not(:empty)')
      ?.closest<HTMLElement>('.field, fluent-text-input')
    const control = field?.matches('fluent-text-input')
      ? field
      : field?.querySelector<HTMLElement>('input, textarea, select')
    control?.scrollIntoView({ block: 'center' })
    control?.focus()
  }, [faults])
}

type TextProps = {
  label: string
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'tel' | 'url'
  name?: string
  hint?: string | undefined
  placeholder?: string
  autocomplete?: string
  fault?: string | undefined
  maxlength?: number
}

type FluentProps = TextProps &
  Readonly<{
    onFocus?: (event: { currentTarget: { select: () => void } }) => void
    onClick?: (event: { currentTarget: { select: () => void } }) => void
    onKeyDown?: () => void
  }>

/** What stands in a Fluent field's label: the hint and the fault too, because its input is out of reach of aria-describedby. */
function LabelText({
  label,
  hint,
  fault,
}: {
  label: string
  hint?: string | undefined
  fault?: string | undefined
}) {
  return (
    <span class="label-text">
      <span class="label">{label}</span>
      {hint && <span class="hint">{hint}</span>}
      {fault && <span class="fault">{fault}</span>}
    </span>
  )
}

export function TextField({ label, value, onChange, type = 'text', hint, fault, ...rest }: FluentProps) {
  return (
    <fluent-text-input
      class="field"
      type={type}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
      {...rest}
    >
      <LabelText label={label} hint={hint} fault={fault} />
    </fluent-text-input>
  )
}

/** A text that is a number: typing replaces it. */
export function NumberField(props: TextProps) {
  return <TextField {...props} {...useSelectOnFocus()} />
}

export function TextArea({
  label,
  value,
  onChange,
  name,
  rows = 3,
  hint,
  fault,
  readonly = false,
}: Omit<TextProps, 'type'> & { rows?: number; readonly?: boolean }) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>
        <LabelText label={label} hint={hint} fault={fault} />
      </label>
      <textarea
        id={id}
        name={name}
        rows={rows}
        value={value}
        readOnly={readonly}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  hint,
  name,
}: {
  label: string
  name?: string
  value: T
  options: readonly (readonly [value: T, text: string])[]
  onChange: (value: T) => void
  hint?: string | undefined
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>
        <LabelText label={label} hint={hint} />
      </label>
      <select
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

export function Check({
  label,
  checked,
  onChange,
  hint,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: string | undefined
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        <span class="label">{label}</span>
        {hint && <span class="hint">{hint}</span>}
      </span>
    </label>
  )
}

/** A calendar date; emptied, it is not there yet and nothing changes. */
export function DateField({
  label,
  value,
  min,
  max,
  onChange,
  hint,
  fault,
  name,
}: {
  label: string
  value: string
  min?: string
  max?: string
  onChange: (value: string) => void
  hint?: string
  fault?: string | undefined
  name?: string
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>
        <LabelText label={label} hint={hint} fault={fault} />
      </label>
      <input
        id={id}
        name={name}
        type="date"
        value={value}
        min={min}
        max={max}
        onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
      />
    </div>
  )
}

/** Several choices of which one holds. */
export function Choices<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: readonly (readonly [value: T, text: string, hint?: string])[]
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      {options.map(([option, text, hint]) => (
        <label class="check" key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          <span>
            <span class="label">{text}</span>
            {hint && <span class="hint">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** A problem in place: what happened and what to do. */
export function ProblemBar({ children }: { children: ComponentChildren }) {
  return (
    <fluent-message-bar intent="error" role="alert">
      <span>{children}</span>
    </fluent-message-bar>
  )
}
