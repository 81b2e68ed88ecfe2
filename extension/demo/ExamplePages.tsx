import { offerKinds } from '#core/model/kinds.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { pages, type ExamplePage } from '#example'
import type { Say } from '#extension/demo/language.ts'
import type { Speaker } from '#extension/ui/words.ts'

const states = ['open', 'expired', 'withdrawn', 'superseded'] as const

/** What a page says of itself now. */
function stateOf({ state, closesAt }: ExamplePage): (typeof states)[number] {
  if (state === 'withdrawn' || state === 'superseded') return state
  return Date.now() < Date.parse(closesAt) ? 'open' : 'expired'
}

/** Whom a page is for. */
const audienceOf = ({ audience, customers }: ExamplePage, t: Say) =>
  audience === 'public'
    ? t('start.public')
    : audience === 'several'
      ? t('start.several', { n: customers.length })
      : customers[0]

/** Every page of the example, by kind and state. */
export function ExamplePages({ speak, t }: { speak: Speaker; t: Say }) {
  return (
    <section aria-labelledby="pages">
      <h2 id="pages">{t('start.pages')}</h2>
      <p>{t('start.pagesWhat')}</p>
      <div class="cards">
        {offerKinds.map((kind) => (
          <div key={kind} class="card" data-kind={kind}>
            <h3>{speak.t(`kind.${kind}`)}</h3>
            <dl>
              {states.map((state) => (
                <div key={state} data-state={state}>
                  <dt>{state === 'open' ? t('start.open') : speak.t(`state.${state}`)}</dt>
                  {pages
                    .filter((page) => page.kind === kind && stateOf(page) === state)
                    .map((page) => (
                      <dd key={page.link}>
                        <a href={page.link}>{audienceOf(page, t)}</a>{' '}
                        <small lang={page.language}>{languageNames[page.language]}</small>
                      </dd>
                    ))}
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </section>
  )
}
