import { productRows } from '#core/catalog/products.data.ts'
import { maxLicences } from '#core/model/limits.ts'

export type Product = Readonly<{
  skuId: string
  partNumber: string
  name: string
  /** Most licences that one customer may hold; null when there is no practical limit. */
  cap: number | null
  /** Microsoft's partner trial offer, or null when there is none. */
  trial: Readonly<{ id: string; verified: boolean }> | null
  /** Sold in the European Economic Area instead of its base product. */
  eea: boolean
}>

/** The most licences that a line of an offer may ask for, or a customer may hold. */
export const lineCap = (cap: number | null | undefined) => cap ?? maxLicences

/** Variants without Teams that the EEA sells, by the SKU of the product whose trial they borrow. */
const eeaBase: Readonly<Record<string, string>> = {
  'b1f3042b-a390-4b56-ab61-b88e7e767a97': '3b555118-da6a-4418-894f-7df1e2096870',
  'ffa3a2a0-3820-462a-aa81-8a4d741f0cba': 'f245ecc8-75af-4f8e-b61f-27d8114de5f3',
  'a3f586b6-8cce-4d9b-99d6-55238397f77a': 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46',
  '7e74bd05-2c47-404e-829a-ba95c66fe8e5': '7e31c0d9-9551-471d-836f-32ee72be4a01',
}

const trialIds = new Map(productRows.map(([, , skuId, , trialId]) => [skuId, trialId]))

/** A borrowed trial id is a guess until a person has seen it work: unverified, and editable in the workspace. */
function trialOf(skuId: string): Product['trial'] {
  const own = trialIds.get(skuId)
  if (own) return { id: own, verified: true }
  const borrowed = trialIds.get(eeaBase[skuId] ?? '')
  return borrowed ? { id: borrowed, verified: false } : null
}

export const products: readonly Product[] = productRows.map(([name, partNumber, skuId, cap]) => ({
  skuId,
  partNumber,
  name,
  cap,
  trial: trialOf(skuId),
  eea: skuId in eeaBase,
}))

const bySku = new Map(products.map((product) => [product.skuId, product]))

/** One product by its SKU id, without a workspace's changes (core/workspace/catalog.ts has those). */
export const findProduct = (skuId: string) => bySku.get(skuId)

const eeaCountries = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IS IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE'.split(' '),
)

const eeaReplaced = new Set(Object.values(eeaBase))

/** Countries where a partner of this cloud sells, as usage locations to choose from; others can be typed. */
export const usageLocations = ['NO', 'SE', 'DK', 'FI', 'IS', 'DE', 'NL', 'FR', 'GB', 'US', 'CN'] as const

/**
 * The catalog with what the country sells first: in the EEA the variants
 * without Teams stand before the products that they replace, elsewhere they
 * are left out.
 *
 * @param country ISO 3166-1 alpha-2
 */
export function productsFor(country: string): readonly Product[] {
  if (!eeaCountries.has(country)) return products.filter((product) => !product.eea)
  const rank = (product: Product) => (product.eea ? 0 : eeaReplaced.has(product.skuId) ? 2 : 1)
  return [...products].sort((a, b) => rank(a) - rank(b))
}
