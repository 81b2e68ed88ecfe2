import type { View } from '#test/bench/peers/view.ts'

/** The page as one template literal: what Eleventy and the plain loop draw. Imports nothing, since Eleventy gets a copy of it. */

const e = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const all = <T>(items: readonly T[], draw: (item: T) => string) => items.map(draw).join('')
const field = (id: string, label: string, more = '') =>
  `<p class="field"><label for="${id}">${e(label)}</label><input id="${id}" name="${id}" ${more}></p>`

type Words = Record<
  | 'answerTitle'
  | 'noScript'
  | 'noScriptLink'
  | 'chooseDelegation'
  | 'withDelegation'
  | 'withoutDelegation'
  | 'name'
  | 'email'
  | 'orderNumber'
  | 'message'
  | 'accept'
  | 'decline'
  | 'another'
  | 'ask'
  | 'back'
  | 'contactTitle'
  | 'checkTitle'
  | 'checkCall'
  | 'codeLabel'
  | 'partnerIdLabel'
  | 'addressLabel',
  string
>

const draw = (v: View, w: Words): string =>
  `<!DOCTYPE html><html lang="${v.language}" dir="ltr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow, noarchive"><meta name="referrer" content="no-referrer"><title>${e(v.title)}</title><meta name="description" property="og:description" content="${e(v.preview)}"><link rel="icon" href="data:,"><link rel="stylesheet" href="/company.css"><link rel="stylesheet" href="/_astro/page.css"></head> <body><header class="sender"><span class="logo" aria-hidden="true"></span><span>${e(v.company.name)}</span></header><main><div class="notice" role="status"${v.offer ? ' hidden' : ''} data-expired><strong>${e(v.expired.title)}</strong><p>${e(v.expired.text)}</p></div><article><h1>${e(v.headline)}</h1><p class="facts">${v.to && `<span>${e(v.to)}</span>`}<span><time datetime="${v.closesAt}">${e(v.valid)}</time></span>${v.offer ? '<span class="left" data-days-left></span>' : ''}</p>${all(v.paragraphs, (text) => `<p class="message">${e(text)}</p>`)}${v.products ? `<section aria-labelledby="products"><h2 id="products">${e(v.products.title)}</h2><table><thead><tr>${all(v.products.head, (text) => `<th scope="col">${e(text)}</th>`)}</tr></thead><tbody>${all(v.products.rows, (row) => `<tr data-line="${row.id}"><th scope="row">${e(row.name)}</th><td class="term" data-label="${e(v.products!.head[1]!)}">${e(row.term)}</td><td class="number" data-label="${e(v.products!.head[2]!)}">${e(row.price)}</td><td class="number" data-label="${e(v.products!.head[3]!)}"><span data-count>${row.count}</span>${row.range && `<small>${e(row.range)}</small>`}</td><td class="number" data-label="${e(v.products!.head[4]!)}" data-sum>${e(row.sum)}</td></tr>`)}</tbody></table><p class="total" aria-live="polite">${e(v.products.total)}</p><p class="quiet">${e(v.products.note)}</p></section>` : ''}${v.delegation ? `<section aria-labelledby="delegation"><h2 id="delegation">${e(v.delegation.title)}</h2><p>${e(v.delegation.what)}</p><p>${e(v.delegation.can)}</p><ul>${all(v.delegation.powers, (power) => `<li>${e(power)}</li>`)}</ul><p>${e(v.delegation.days)}</p></section>` : ''}<section aria-labelledby="steps"><h2 id="steps">${e(v.stepsTitle)}</h2><ol>${all(v.steps, (step) => `<li>${e(step)}</li>`)}</ol>${all(v.ifs, (text) => `<p class="if">${e(text)}</p>`)}</section></article>${v.offer ? `<section class="answer" aria-labelledby="answer" data-offer="${e(v.offer)}"><h2 id="answer">${e(w.answerTitle)}</h2><noscript><p>${e(w.noScript)}</p><p><a class="button" href="mailto:${v.company.email}?subject=${v.code}">${e(w.noScriptLink)}</a></p></noscript><form hidden novalidate data-form>${v.delegation ? `<fieldset data-only="accept" role="radiogroup" aria-required="true"><legend>${e(w.chooseDelegation)}</legend><label class="choice"><input type="radio" name="delegation" value="with"> ${e(w.withDelegation)}</label><label class="choice"><input type="radio" name="delegation" value="without"> ${e(w.withoutDelegation)}</label></fieldset>` : ''}${field('name', w.name, 'autocomplete="name" required')}${field('email', w.email, 'type="email" autocomplete="email" required')}${field('order', w.orderNumber, 'autocomplete="off"')}<p class="field"><label for="message" data-message-label>${e(w.message)}</label><textarea id="message" name="message" rows="3"></textarea></p><p class="statement" data-statement aria-live="polite"></p><p class="actions"><button class="button" type="button" data-submit>${e(w.accept)}</button><button class="text" type="button" data-mode="decline">${e(w.decline)}</button><button class="text" type="button" data-mode="change">${e(w.another)}</button><button class="text" type="button" data-mode="question">${e(w.ask)}</button><button class="text" type="button" data-mode="accept" hidden>${e(w.back)}</button></p><div role="status" data-status></div></form></section><script type="module" src="/_astro/page.js"></script>` : ''}</main><footer><section aria-labelledby="contact"><h2 id="contact">${e(w.contactTitle)}</h2><address><strong>${e(v.company.name)}</strong><a href="tel:${v.company.telephone}">${e(v.company.phone)}</a><a href="mailto:${v.company.email}">${e(v.company.email)}</a><a href="${v.company.website}" rel="noreferrer">${e(v.company.host)}</a></address></section><section aria-labelledby="check"><h2 id="check">${e(w.checkTitle)}</h2><p>${e(w.checkCall)}</p><dl><dt>${e(w.codeLabel)}</dt><dd class="code">${v.code}</dd><dt>${e(w.partnerIdLabel)}</dt><dd>${v.partnerId}</dd><dt>${e(w.addressLabel)}</dt><dd class="address">${e(v.address)}</dd></dl><img class="qr" src="${v.qr}" alt=""><p class="quiet">${e(v.version)}</p></section></footer></body></html>`

export const page = (view: View): string => draw(view, view.words as Words)
