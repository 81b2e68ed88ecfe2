/** Colours as `#rrggbb`. Contrast as WCAG 2.2 defines it. */

const channels = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** A step from one colour towards another; `share` from 0 to 1. */
function mix(colour: string, other: string, share: number): string {
  const target = channels(other)
  const mixed = channels(colour).map((value, index) => Math.round(value + (target[index]! - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** The colour, moved just far enough towards black or white that text in it can be read on `ground` (4.5 : 1). */
export function readableOn(colour: string, ground: string): string {
  const towards = luminance(ground) > 0.18 ? '#000000' : '#ffffff'
  for (let step = 0; step <= 20; step++) {
    const candidate = mix(colour, towards, step / 20)
    if (contrast(candidate, ground) >= 4.5) return candidate
  }
  return towards
}

/** Black or white, whichever is easier to read on the colour. */
export const inkOn = (colour: string) =>
  contrast('#ffffff', colour) >= contrast('#000000', colour) ? '#ffffff' : '#000000'
