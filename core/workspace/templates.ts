import * as v from 'valibot'
import { sortKey } from '#core/locale/fold.ts'
import { newId } from '#core/model/bytes.ts'
import type { Draft } from '#core/model/offer.ts'
import { id, line } from '#core/model/schema.ts'
import { templateSchema, type Template } from '#core/model/template.ts'
import type { Database } from '#core/storage/database.ts'
import { command } from '#core/workspace/command.ts'

const { audience, officeId, terms } = templateSchema.entries

/** Keeps an offer's content under a name, to begin others with. @returns the new id */
export const saveTemplate = command({
  input: v.object({ name: line(80), audience, officeId, terms }),
  may: 'template.edit',
  async run(work, input) {
    const template: Template = {
      ...input,
      id: newId(),
      terms: input.terms as Draft['terms'],
      updatedAt: work.at,
    }
    await work.put('templates', template)
    await work.log('templateSaved', { detail: { name: template.name } })
    return template.id
  },
})

/** Throws a template away. Offers that began with it stay. */
export const removeTemplate = command({
  input: v.object({ id }),
  may: 'template.edit',
  async run(work, input) {
    const template = await work.get('templates', input.id)
    await work.remove('templates', template.id)
    await work.log('templateRemoved', { detail: { name: template.name } })
  },
})

/** All templates by name. */
export async function templates(db: Database): Promise<Template[]> {
  return (await db.at('templates').toArray()).sort((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1))
}
