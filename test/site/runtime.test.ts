import * as astro from 'astro/compiler-runtime'
import { describe, expect, it } from 'vitest'
import * as ours from '#site/renderer/runtime.ts'

/** What stands in for Astro's runtime in the renderer, beside Astro's own. */

type Template = (parts: TemplateStringsArray, ...values: unknown[]) => unknown
type Runtime = {
  render: Template
  addAttribute: (value: unknown, name: string) => unknown
  renderSlot: (result: never, slot: unknown) => unknown
}
const runtimes = [astro, ours] as unknown as readonly [Runtime, Runtime]

/** The text of what a template gives, in Astro's runtime and in ours. */
const textOf = (drawn: unknown): string => {
  if (!('render' in (drawn as object))) return (drawn as { text: string }).text
  let text = ''
  ;(drawn as { render: (to: { write: (part: unknown) => void }) => void }).render({
    write: (part) => (text += String(part)),
  })
  return text
}
const both = (draw: (runtime: Runtime) => unknown) => runtimes.map((runtime) => textOf(draw(runtime)))

describe('the renderer’s runtime', () => {
  it('writes every kind of value as Astro does', () => {
    for (const value of [
      `<b class="x">Tom & 'Jerry'</b>`,
      '&amp;',
      '',
      0,
      -1.5,
      Number.NaN,
      null,
      undefined,
      false,
      ['a<', ['b&', 2], null],
      [],
    ]) {
      const [theirs, own] = both(({ render }) => render`<p> ${value} </p>`)
      expect(own, String(value)).toBe(theirs)
    }
  })

  it('writes templates and slots inside others without escaping them twice', () => {
    const [theirs, own] = both(
      ({ render, renderSlot }) =>
        render`<ul>${['a&b', 'c'].map((each) => render`<li>${each}</li>`)}${renderSlot({} as never, () => render`<li>'</li>`)}${renderSlot({} as never, undefined)}</ul>`,
    )
    expect(own).toBe(theirs)
  })

  it('writes attributes as Astro does', () => {
    for (const [name, value] of [
      ['title', `"Tom" & 'Jerry' <b>`],
      ['title', ''],
      ['title', null],
      ['href', undefined],
      ['hidden', true],
      ['hidden', false],
    ] as const) {
      const [theirs, own] = both(({ render, addAttribute }) => render`<p${addAttribute(value, name)}>`)
      expect(own, `${name} ${value}`).toBe(theirs)
    }
  })

  it('refuses what it does not know, instead of guessing', () => {
    expect(() => ours.render`${{}}`).toThrow('no text')
    expect(() => ours.render`${true}`).toThrow('no text')
    expect(() => ours.addAttribute(true, 'required')).toThrow('required')
    expect(() => ours.addAttribute(1, 'rows')).toThrow('rows')
    expect(() => ours.renderScript(ours.resultFor({ styles: [], scripts: {} }), 'x.ts')).toThrow('x.ts')
  })
})
