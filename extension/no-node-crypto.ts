/** Stands in for Node's module where WebCrypto is always there. */
export const webcrypto = undefined
