/** Stands in for the hash that isomorphic-git takes where WebCrypto has no SHA-1, which is nowhere: with it came code that makes code of text. */
export default function NoHash(): never {
  throw new Error('WebCrypto has SHA-1.')
}
