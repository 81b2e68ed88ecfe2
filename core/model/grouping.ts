import type { Offer } from '#core/model/offer.ts'

/** `7K3Q-X9M2-RDH5-TW8C-N`, for reading aloud. */
export const groupCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-')

/** The address of an offer below the site's: `/<partner ID>/<code>/`, in lower case. */
export const offerPath = (partnerId: string, code: string) =>
  `/${partnerId}/${groupCode(code).toLowerCase()}/`

/** What an offer is called when it is followed up: the kind and a part of its id, the same for every version. */
export const summaryId = ({ kind, id: offerId }: Pick<Offer, 'kind' | 'id'>) =>
  `${{ trial: 'T', purchase: 'P', delegation: 'D' }[kind]}-${offerId
    .replace(/[^0-9A-Za-z]/g, '')
    .slice(-8)
    .toUpperCase()}`
