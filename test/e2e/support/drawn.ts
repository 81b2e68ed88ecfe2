/** A rectangle in CSS px from the window's left and top edge. */
export type Rect = Readonly<{ left: number; right: number; top: number; bottom: number }>

/** One line of text as it is drawn, or what a field shows. */
export type DrawnText = Rect &
  Readonly<{
    text: string
    /** The innermost box that the line was broken in: a cell, a paragraph, an item of a row. */
    block: number
    /** The button, link or label that it is part of; 0 when none. */
    control: number
    /** What lies over the rest (a dialog, a bar that stays in place) is a layer of its own. */
    layer: number
  }>

/** A button, field, card or bar: whatever is drawn with round corners and a border or ground of its own. */
export type DrawnBox = Rect & Readonly<{ name: string; id: number; within: readonly number[]; layer: number }>

/** All that a page shows, and in words what of it is cut off. */
export type Drawn = Readonly<{
  texts: readonly DrawnText[]
  boxes: readonly DrawnBox[]
  cut: readonly string[]
}>

/**
 * Collects what a page draws, through open shadow roots. It runs in the page
 * and uses nothing from around it. A part of a scrolling list that is not in
 * sight is left out; text that something else cuts off is named.
 *
 * No text is meant to end in an ellipsis: one that did would be named too.
 *
 * @param joined what is one box though its parts touch, as a selector
 */
export function collectDrawn(joined: string): Drawn {
  type Clip = { rect: Rect; x: string; y: string }
  type Around = {
    block: number
    control: number
    controlRect: Rect | null
    layer: number
    clips: readonly Clip[]
    boxes: readonly number[]
    backdrop: string
    joined: boolean
  }
  const texts: DrawnText[] = []
  const boxes: DrawnBox[] = []
  const cut: string[] = []
  let ids = 0
  const unseen = 'script, style, template, noscript, svg, iframe, option, canvas, img'
  const clear = (colour: string) => colour === 'transparent' || colour.endsWith(', 0)')
  const pen = document.createElement('canvas').getContext('2d')!
  const plain = ({ left, right, top, bottom }: DOMRect): Rect => ({ left, right, top, bottom })
  const nameOf = (element: Element) => {
    const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30)
    return `<${element.localName}${element.classList.length ? `.${[...element.classList].join('.')}` : ''}> ${text}`.trim()
  }

  /** What of a rectangle is in sight; null when nothing is. Names it when something cuts it off. */
  function inSight(rect: Rect, clips: readonly Clip[], text: string | null): Rect | null {
    let { left, right, top, bottom } = rect
    for (const { rect: edge, x, y } of clips) {
      const out =
        (x === 'cut' && (left < edge.left - 1 || right > edge.right + 1)) ||
        (y === 'cut' && (top < edge.top - 1 || bottom > edge.bottom + 1))
      if (out && text !== null) cut.push(`«${text}» is cut off by what it lies in`)
      if (x !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)]
      if (y !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)]
      if (right - left < 1 || bottom - top < 1) return null
    }
    return { left, right, top, bottom }
  }

  function addText(whole: Rect, text: string, around: Around): void {
    // Parked beside the window until it has the focus.
    if (whole.right <= 0 || whole.bottom - whole.top < 1) return
    const short = text.trim().replace(/\s+/g, ' ').slice(0, 50)
    const { controlRect, clips, block, control, layer } = around
    const rect = inSight(whole, clips, short)
    if (!rect) return
    if (rect.left < -1 || rect.right > document.documentElement.clientWidth + 1)
      cut.push(`«${short}» reaches out of the window`)
    else if (
      controlRect &&
      (whole.left < controlRect.left - 1 ||
        whole.right > controlRect.right + 1 ||
        whole.top < controlRect.top - 2 ||
        whole.bottom > controlRect.bottom + 2)
    )
      cut.push(`«${short}» reaches out of its button or field`)
    texts.push({ ...rect, text: short, block, control, layer })
  }

  /** What a field shows is no text node. A person's own text may be longer than its field; what the screen itself says may not. */
  function addField(
    field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
    style: CSSStyleDeclaration,
    around: Around,
  ): void {
    const outer = field.getBoundingClientRect()
    const edge = (side: string) =>
      parseFloat(style.getPropertyValue(`border-${side}-width`)) +
      parseFloat(style.getPropertyValue(`padding-${side}`))
    const inner: Rect = {
      left: outer.left + edge('left'),
      right: outer.right - edge('right'),
      top: outer.top + edge('top'),
      bottom: outer.bottom - edge('bottom'),
    }
    pen.font = style.font
    const said =
      field instanceof HTMLSelectElement
        ? (field.selectedOptions[0]?.text ?? '')
        : field.value
          ? field instanceof HTMLInputElement && field.inputMode === 'numeric'
            ? field.value
            : ''
          : field instanceof HTMLInputElement
            ? field.placeholder
            : ''
    const arrow = field instanceof HTMLSelectElement ? 18 : 0
    if (pen.measureText(said).width > inner.right - inner.left - arrow + 1)
      cut.push(`«${said}» is cut off by its field`)
    addText(inner, said || field.value || `field ${field.name}`, {
      ...around,
      block: ++ids,
      control: ++ids,
      controlRect: null,
    })
  }

  function visit(node: Node, around: Around): void {
    if (node instanceof Text) {
      if (!node.data.trim()) return
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const rect of range.getClientRects()) addText(plain(rect), node.data, around)
      return
    }
    if (!(node instanceof Element) || node.matches(unseen)) return
    const style = getComputedStyle(node)
    if (
      style.display === 'none' ||
      style.visibility === 'hidden' ||
      style.opacity === '0' ||
      style.clipPath === 'inset(50%)'
    )
      return
    if (!node.checkVisibility() && style.display !== 'contents') return
    const next = { ...around }
    const rect = plain(node.getBoundingClientRect())
    const ownBox = style.display !== 'contents' && style.display !== 'inline'
    if (ownBox) next.block = ++ids
    if (ownBox && node.matches('a, button, label, summary, fluent-button'))
      Object.assign(next, { control: ++ids, controlRect: node.localName === 'label' ? null : rect })
    const over = style.position === 'fixed' || node.localName === 'dialog'
    if (over || style.position === 'sticky' || (style.position === 'absolute' && style.zIndex !== 'auto'))
      next.layer = ++ids
    if (over) next.clips = []
    if (style.position === 'absolute' || over) next.controlRect = null
    if (ownBox && (style.overflowX !== 'visible' || style.overflowY !== 'visible')) {
      const way = (overflow: string) =>
        overflow === 'visible' ? 'visible' : overflow === 'auto' || overflow === 'scroll' ? 'scroll' : 'cut'
      // The window itself scrolls for the page's own root.
      if (node !== document.documentElement && node !== document.body)
        next.clips = [{ rect, x: way(style.overflowX), y: way(style.overflowY) }, ...next.clips]
    }
    const round = parseFloat(style.borderTopLeftRadius) > 0 || parseFloat(style.borderTopRightRadius) > 0
    const framed = ['top', 'right', 'bottom', 'left'].every(
      (side) =>
        parseFloat(style.getPropertyValue(`border-${side}-width`)) > 0 &&
        !clear(style.getPropertyValue(`border-${side}-color`)),
    )
    const ground = clear(style.backgroundColor) ? around.backdrop : style.backgroundColor
    const isJoined = node.matches(joined)
    if (
      ownBox &&
      !around.joined &&
      (isJoined || (round && (framed || ground !== around.backdrop))) &&
      rect.bottom - rect.top >= 16
    ) {
      const seen = inSight(rect, around.clips, null)
      const id = ++ids
      // Copied: Firefox's driver hands an array over once only.
      if (seen) boxes.push({ ...seen, name: nameOf(node), id, within: [...around.boxes], layer: next.layer })
      next.boxes = [...around.boxes, id]
    }
    next.backdrop = ground
    next.joined ||= isJoined
    if (node instanceof HTMLInputElement && /^(hidden|checkbox|radio|color|range|file)$/.test(node.type)) {
      if (!/^(hidden|file)$/.test(node.type)) addText(rect, `(${node.type})`, next)
      return
    }
    if (
      node instanceof HTMLInputElement ||
      node instanceof HTMLSelectElement ||
      node instanceof HTMLTextAreaElement
    )
      return addField(node, style, next)
    const inside =
      node instanceof HTMLSlotElement && node.assignedNodes().length
        ? node.assignedNodes()
        : (node.shadowRoot ?? node).childNodes
    for (const child of inside) visit(child, next)
  }

  visit(document.body, {
    block: 0,
    control: 0,
    controlRect: null,
    layer: 0,
    clips: [],
    boxes: [],
    backdrop: 'none',
    joined: false,
  })
  return { texts, boxes, cut: [...new Set(cut)] }
}
