/** The Fluent UI components that every first screen uses, and the types of all. */
import '@fluentui/web-components/button.js'
import '@fluentui/web-components/message-bar.js'
import type { Badge, Button, MessageBar, Spinner, TextArea, TextInput } from '@fluentui/web-components'
import type { HTMLAttributes } from 'preact'

/** An element's attributes, with the component's own properties among them. */
type FluentElement<T extends HTMLElement, K extends keyof T> = Omit<HTMLAttributes<T>, K> & {
  [P in K]?: T[P] | undefined
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'fluent-badge': FluentElement<Badge, 'appearance' | 'color' | 'size' | 'shape'>
      'fluent-button': FluentElement<Button, 'appearance' | 'disabled' | 'size' | 'type' | 'shape'> & {
        // By its attribute: a button may be drawn before it is defined, and would not find its property.
        'icon-only'?: boolean
      }
      'fluent-message-bar': FluentElement<MessageBar, 'intent' | 'layout' | 'shape'>
      'fluent-spinner': FluentElement<Spinner, 'size'>
      'fluent-text-input': FluentElement<
        TextInput,
        | 'appearance'
        | 'autocomplete'
        | 'disabled'
        | 'maxlength'
        | 'name'
        | 'placeholder'
        | 'required'
        | 'spellcheck'
        | 'type'
        | 'value'
      >
      'fluent-textarea': FluentElement<
        TextArea,
        | 'block'
        | 'disabled'
        | 'maxLength'
        | 'name'
        | 'placeholder'
        | 'readOnly'
        | 'resize'
        | 'spellcheck'
        | 'value'
      >
    }
  }
}
