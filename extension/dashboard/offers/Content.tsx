import type { ComponentChildren } from 'preact'
import type { Version } from '#core/model/offer.ts'
import { grantOf } from '#core/model/offered.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import type { PurchaseTerms } from '#core/model/terms.ts'
import { useApp } from '#extension/ui/app.tsx'
import { grantInWords, totalInWords } from '#extension/ui/offers.ts'

/** What a version offers, as it was frozen. */
export function Content({ version: { binding, hash } }: { version: Version }) {
  const { t, speak } = useApp()
  const { terms, closesAt, addressee } = binding
  const grant = grantOf(terms)
  const total = terms.kind === 'purchase' && totalInWords(speak, terms)
  return (
    <section aria-labelledby="content">
      <h2 id="content">{t('offers.content')}</h2>
      {terms.kind === 'purchase' && <Lines terms={terms} />}
      <dl class="details">
        <Fact name={t('offers.product')}>
          {terms.kind === 'trial' &&
            t('offers.trialOf', { product: terms.product.name, licences: terms.licences, n: terms.days })}
        </Fact>
        <Fact name={t('offers.total')}>
          {total &&
            `${total}, ${t(terms.kind === 'purchase' && terms.vatIncluded ? 'make.vatIn' : 'make.vatOut')}`}
        </Fact>
        <Fact name={t('make.delegationShort')}>
          {grant
            ? t('offers.grantFor', { level: grantInWords(t, grant), n: grant.days })
            : t('offers.noGrant')}
        </Fact>
        <Fact name={t('grant.name')}>{grant?.name}</Fact>
        <Fact name={t('delegation.autoExtend')}>{grant?.autoExtend && t('app.yes')}</Fact>
        <Fact name={t('make.country')}>{terms.country}</Fact>
        <Fact name={t('make.lastDay')}>
          {speak.date(terms.lastDay, 'full')}{' '}
          <small>({t('offers.closes', { when: speak.moment(closesAt) })})</small>
        </Fact>
        <Fact name={t('make.language')}>{languageNames[terms.language]}</Fact>
        <Fact name={t('offers.addressee')}>{addressee}</Fact>
        <Fact name={t('make.messageShort')} look="pre">
          {terms.message}
        </Fact>
        <Fact name={t('make.closing')} look="pre">
          {terms.closing}
        </Fact>
        <Fact name={t('make.microsoftLink')} look="small">
          {terms.microsoftLink}
        </Fact>
        <Fact name={t('offers.hash')} look="code small">
          {hash}
        </Fact>
      </dl>
    </section>
  )
}

/** One fact with its name; nothing where there is none. */
function Fact({ name, look, children }: { name: string; look?: string; children: ComponentChildren }) {
  return children ? (
    <>
      <dt>{name}</dt>
      <dd class={look}>{children}</dd>
    </>
  ) : null
}

/** The products of a purchase offer. */
function Lines({ terms }: { terms: PurchaseTerms }) {
  const { t, speak } = useApp()
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{t('offers.product')}</th>
          <th scope="col" class="number">
            {t('offers.licences')}
          </th>
          <th scope="col">{t('make.term')}</th>
          <th scope="col" class="number">
            {t('offers.price')}
          </th>
        </tr>
      </thead>
      <tbody>
        {terms.lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">{line.product.name}</th>
            <td class="number">
              {line.count}
              {line.min < line.max && <small> ({t('make.range', { min: line.min, max: line.max })})</small>}
            </td>
            <td>{t(`term.${line.term}`)}</td>
            <td class="number">
              {line.price
                ? `${speak.money(line.price.amount, terms.currency)} ${t(`per.${line.price.per}`)}`
                : t('make.noPrice')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
