import * as v from 'valibot'
import { findProduct } from '#core/catalog/products.ts'
import { Problem } from '#core/model/problem.ts'
import { guid } from '#core/model/schema.ts'
import { command } from '#core/workspace/command.ts'

/** Sets or removes the trial id of a product, for this workspace. */
export const setTrialId = command({
  input: v.object({ skuId: guid, trialId: v.nullable(guid) }),
  may: 'catalog.edit',
  async run(work, { skuId, trialId }) {
    const product = findProduct(skuId)
    if (!product) throw new Problem('notFound', { what: 'products' })
    await work.put('productEdits', { id: skuId, trialId })
    await work.log('catalogueChanged', { detail: { product: product.name } })
  },
})
