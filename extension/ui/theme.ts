import { createDarkTheme, createLightTheme, type BrandVariants } from '@fluentui/tokens'

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

/** Values by the names of their tokens. */
type Tokens = Readonly<Record<string, string | number>>

const light: Tokens = createLightTheme(petrol)
const dark: Tokens = {
  ...createDarkTheme(petrol),
  // Fluent's rule for dark themes: text in the brand's colour is lighter than the ramp's middle.
  colorBrandForeground1: petrol[120],
  colorBrandForeground2: petrol[130],
  colorBrandForegroundLink: petrol[120],
}

const properties = (tokens: readonly (readonly [string, string | number])[]) =>
  `html{${tokens.map(([name, value]) => `--${name}:${value};`).join('')}}`

/**
 * Fluent's theme in Tilbud's colour as a style sheet, which follows the system
 * between light and dark. The build makes it (`#theme.css`), so that no page
 * has to before it shows anything.
 */
export function themeStyles(): string {
  const differing = Object.entries(dark).filter(([name, value]) => light[name] !== value)
  return `${properties(Object.entries(light))}@media (prefers-color-scheme:dark){${properties(differing)}}`
}
