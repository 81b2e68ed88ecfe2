import { useMemo } from 'preact/hooks'
import { activityTopics, type ActivityTopic } from '#core/model/activity.ts'
import type { ActivityFilter } from '#core/workspace/activity.ts'
import { narrow, useQuery } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'

export const topics = Object.keys(activityTopics) as ActivityTopic[]

/** The names of a filter's parts in the address. */
const names = { by: 'who', topic: 'what', customerId: 'customer', from: 'from', to: 'to' } as const
type Part = keyof typeof names

/** How the log is narrowed down, which stands in the address. It is about the customer that is worked on where the address names none. */
export function useActivityFilter() {
  const { chosen } = useApp()
  const query = useQuery()
  const chosenId = chosen?.id ?? null
  const filter = useMemo((): ActivityFilter => {
    const value = (part: Part) => query.get(names[part]) || null
    return {
      by: value('by'),
      topic: topics.find((each) => each === value('topic')) ?? null,
      customerId: query.has(names.customerId) ? value('customerId') : chosenId,
      from: value('from'),
      to: value('to'),
    }
  }, [query, chosenId])
  // Every customer has to be said where one is worked on.
  const everyCustomer = chosen ? '' : null
  const set = (part: Part, value: string, typing = false) =>
    narrow({ [names[part]]: value || (part === 'customerId' ? everyCustomer : null) }, { typing })
  const clear = () => narrow({ who: null, what: null, customer: everyCustomer, from: null, to: null })
  return { filter, set, clear }
}
