import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { delegationSchema, purchaseSchema, trialSchema } from '#core/model/terms.ts'
import { root } from '#scripts/paths.ts'

const fields = new Set(
  [trialSchema, purchaseSchema, delegationSchema].flatMap((schema) => Object.keys(schema.entries)),
)

/** Fields that a text of code does not name, its imports aside. */
function missingIn(code: string): string[] {
  const used = code.replace(/^import\s[^']*'[^']*'$/gm, '')
  return [...fields].filter((field) => !new RegExp(`\\b${field}\\b`).test(used))
}

describe('every field of an offer', () => {
  it('is on its page', async () => {
    const folder = join(root, 'site/components')
    const files = (await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8'))
    const code = [...(await Promise.all(files)), await readFile(join(root, 'site/view.ts'), 'utf8')].join(
      '\n',
    )
    // The usage location decides what can be offered, and says nothing to the customer.
    expect(missingIn(code)).toEqual(['country'])
  })
  it('is in the dashboard', async () => {
    const code = await readFile(join(root, 'extension/dashboard/offers/Content.tsx'), 'utf8')
    // The page of the offer, which is shown beside, says who bills and in which time zone.
    expect(missingIn(code)).toEqual(['timeZone', 'billedBy'])
  })
})
