import { findProduct, productsFor, type Product } from '#core/catalog/products.ts'
import type { Database } from '#core/storage/database.ts'
import type { ProductEdit } from '#core/storage/records.ts'

/** A product as this workspace sees it: its trial id may be a person's own, and counts as verified then. */
function edited(product: Product, edit: ProductEdit | undefined): Product {
  if (!edit) return product
  return { ...product, trial: edit.trialId ? { id: edit.trialId, verified: true } : null }
}

/** The catalog of a country, with this workspace's changes. */
export async function catalog(db: Database, country: string): Promise<readonly Product[]> {
  const edits = new Map((await db.at('productEdits').toArray()).map((edit) => [edit.id, edit]))
  return productsFor(country).map((product) => edited(product, edits.get(product.skuId)))
}

/** One product with this workspace's changes; null when the catalog has none of that id. */
export async function productIn(db: Database, skuId: string): Promise<Product | null> {
  const product = findProduct(skuId)
  return product ? edited(product, await db.at('productEdits').get(skuId)) : null
}
