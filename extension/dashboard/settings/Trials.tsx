import { useState } from 'preact/hooks'
import { productsDate } from '#core/catalog/products.data.ts'
import { catalog } from '#core/workspace/catalog.ts'
import { setTrialId } from '#core/workspace/trialIds.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { leave, useUnsaved } from '#extension/ui/unsaved.ts'

/** The trial ids of the catalog: borrowed ones are guesses until a person has put in the right one. */
export function Trials() {
  const { t, db, speak, attempt, showToast, denied } = useApp()
  const { company } = useSession()
  const products = useLive(() => catalog(db, company.country), [db, company.country]) ?? []
  const [editing, setEditing] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const { settle } = useUnsaved(
    editing && typed !== (products.find((each) => each.skuId === editing)?.trial?.id ?? '') ? typed : '',
  )
  const save = async (skuId: string) => {
    const trialId = typed.trim() || null
    const outcome = await attempt(setTrialId, { skuId, trialId })
    // What was typed stays until it is saved.
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    settle()
    showToast({ text: t('trials.saved'), undo: outcome.undo })
    setEditing(null)
    setTyped('')
  }
  return (
    <details>
      <summary>{t('trials.title')}</summary>
      <p class="hint">{t('trials.what', { date: speak.date(productsDate, 'long') })}</p>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('offers.product')}</th>
            <th scope="col">{t('trials.id')}</th>
            <th scope="col">
              <span class="visually-hidden">{t('app.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <tr key={product.skuId}>
              <th scope="row">{product.name}</th>
              <td>
                {editing === product.skuId ? (
                  <>
                    <input
                      name="trial-id"
                      aria-label={t('trials.idOf', { product: product.name })}
                      value={typed}
                      onInput={(event) => setTyped(event.currentTarget.value)}
                    />
                    {problem && <ProblemBar>{problem}</ProblemBar>}
                  </>
                ) : (
                  <>
                    {product.trial ? <span class="code small">{product.trial.id}</span> : t('trials.none')}{' '}
                    {product.trial && !product.trial.verified && (
                      <fluent-badge appearance="tint" color="warning">
                        {t('make.unverified')}
                      </fluent-badge>
                    )}
                  </>
                )}
              </td>
              <td class="number">
                {!denied('catalog.edit') &&
                  (editing === product.skuId ? (
                    <fluent-button
                      size="small"
                      appearance="primary"
                      data-id="save-trial"
                      onClick={() => void save(product.skuId)}
                    >
                      {t('app.save')}
                    </fluent-button>
                  ) : (
                    <fluent-button
                      size="small"
                      appearance="subtle"
                      aria-label={t('trials.edit', { product: product.name })}
                      onClick={() =>
                        leave(() => {
                          setEditing(product.skuId)
                          setTyped(product.trial?.id ?? '')
                          setProblem(undefined)
                        }, null)
                      }
                    >
                      {t('app.edit')}
                    </fluent-button>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
