import { later } from '#extension/ui/later.ts'

/** What is shown of one customer that was found. */
export const ofCustomer = later(() => import('#extension/ui/search/oneCustomer.ts'))
