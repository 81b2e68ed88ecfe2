import { useState } from 'preact/hooks'
import { productsDate } from '#core/catalog/products.data.ts'
import type { Product } from '#core/catalog/products.ts'
import { catalog } from '#core/workspace/catalog.ts'
import { setTrialId } from '#core/workspace/trialIds.ts'
import { EditTable } from '#extension/dashboard/settings/EditTable.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { leave, useUnsaved } from '#extension/ui/unsaved.ts'

/** The trial ids of the catalog: borrowed ones are guesses until a person has put in the right one. */
export function Trials() {
  const { t, db, speak } = useApp()
  const { company } = useSession()
  const products = useLive(() => catalog(db, company.country), [db, company.country]) ?? []
  const editing = useEditing(products)
  return (
    <details>
      <summary>{t('trials.title')}</summary>
      <p class="hint">{t('trials.what', { date: speak.date(productsDate, 'long') })}</p>
      <EditTable columns={[t('offers.product'), t('trials.id')]}>
        {products.map((product) => (
          <TrialRow key={product.skuId} product={product} editing={editing} />
        ))}
      </EditTable>
    </details>
  )
}

/** The trial id of one product is edited at a time. What was typed stays until it is saved. */
function useEditing(products: readonly Product[]) {
  const { t, speak, attempt, showToast } = useApp()
  const [skuId, setSkuId] = useState<string | null>(null)
  const [typed, type] = useState('')
  const [problem, setProblem] = useState<string>()
  const known = products.find((each) => each.skuId === skuId)?.trial?.id ?? ''
  const { settle } = useUnsaved(skuId && typed !== known ? typed : '')
  const begin = (product: Product) =>
    leave(() => {
      setSkuId(product.skuId)
      type(product.trial?.id ?? '')
      setProblem(undefined)
    }, null)
  async function save() {
    if (!skuId) return
    const outcome = await attempt(setTrialId, { skuId, trialId: typed.trim() || null })
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    settle()
    showToast({ text: t('trials.saved'), undo: outcome.undo })
    setSkuId(null)
    type('')
  }
  return { skuId, typed, type, problem, begin, save }
}

type RowProps = Readonly<{ product: Product; editing: ReturnType<typeof useEditing> }>

function TrialRow({ product, editing: { skuId, typed, type, problem, begin, save } }: RowProps) {
  const { t, denied } = useApp()
  const isEdited = skuId === product.skuId
  return (
    <tr>
      <th scope="row">{product.name}</th>
      <td>
        {isEdited ? (
          <>
            <input
              name="trial-id"
              aria-label={t('trials.idOf', { product: product.name })}
              value={typed}
              onInput={(event) => type(event.currentTarget.value)}
            />
            {problem && <ProblemBar>{problem}</ProblemBar>}
          </>
        ) : (
          <KnownTrial trial={product.trial} />
        )}
      </td>
      <td class="number">
        {!denied('catalog.edit') &&
          (isEdited ? (
            <fluent-button size="small" appearance="primary" data-id="save-trial" onClick={() => void save()}>
              {t('app.save')}
            </fluent-button>
          ) : (
            <fluent-button
              size="small"
              appearance="subtle"
              aria-label={t('trials.edit', { product: product.name })}
              onClick={() => begin(product)}
            >
              {t('app.edit')}
            </fluent-button>
          ))}
      </td>
    </tr>
  )
}

/** The id as it is known, and whether anybody has seen it at Microsoft. */
function KnownTrial({ trial }: Pick<Product, 'trial'>) {
  const { t } = useApp()
  return (
    <>
      {trial ? <span class="code small">{trial.id}</span> : t('trials.none')}{' '}
      {trial && !trial.verified && (
        <fluent-badge appearance="tint" color="warning">
          {t('make.unverified')}
        </fluent-badge>
      )}
    </>
  )
}
