/** `7K3Q-X9M2-RDH5-TW8C-N`, for reading aloud. */
export const groupCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-')

/** The address of an offer below the site's: `/<partner ID>/<code>/`, in lower case. */
export const offerPath = (partnerId: string, code: string) =>
  `/${partnerId}/${groupCode(code).toLowerCase()}/`
