/** The Fluent UI components that the screens use, and their theme in Tilbud's colour. */
import '@fluentui/web-components/badge.js'
import '@fluentui/web-components/button.js'
import '@fluentui/web-components/message-bar.js'
import '@fluentui/web-components/spinner.js'
import '@fluentui/web-components/text-input.js'
import '@fluentui/web-components/textarea.js'
import { createDarkTheme, createLightTheme, type BrandVariants } from '@fluentui/tokens'
import type { Badge, Button, MessageBar, Spinner, TextArea, TextInput } from '@fluentui/web-components'
import { setTheme } from '@fluentui/web-components/theme/set-theme.js'
import type { HTMLAttributes } from 'preact'

/** An element's attributes, with the component's own properties among them. */
type FluentElement<T extends HTMLElement, K extends keyof T> = Omit<HTMLAttributes<T>, K> & {
  [P in K]?: T[P] | undefined
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'fluent-badge': FluentElement<Badge, 'appearance' | 'color' | 'size' | 'shape'>
      'fluent-button': FluentElement<
        Button,
        'appearance' | 'disabled' | 'size' | 'type' | 'iconOnly' | 'shape'
      >
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

/** Petrol, from almost black to almost white. */
const petrol: BrandVariants = {
  10: '#02120f',
  20: '#07211d',
  30: '#0a322d',
  40: '#0b413a',
  50: '#0c4f47',
  60: '#0d5e55',
  70: '#0f6d63',
  80: '#117a6f',
  90: '#2a8a7f',
  100: '#47998e',
  110: '#62a89e',
  120: '#7db8af',
  130: '#98c7c0',
  140: '#b2d6d1',
  150: '#cde5e2',
  160: '#e8f4f2',
}

const light = createLightTheme(petrol)
const dark = {
  ...createDarkTheme(petrol),
  // Fluent's rule for dark themes: text in the brand's colour is lighter than the ramp's middle.
  colorBrandForeground1: petrol[120],
  colorBrandForeground2: petrol[130],
  colorBrandForegroundLink: petrol[120],
}

/** Follows the system between light and dark. */
export function followTheme(): void {
  const query = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => setTheme({ ...(query.matches ? dark : light) })
  query.addEventListener('change', apply)
  apply()
}
