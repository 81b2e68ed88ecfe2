/** Stands in for iconv-lite in the reader of Outlook messages, which only decodes. */
export const decode = (bytes: Uint8Array<ArrayBuffer>, encoding: string): string => new TextDecoder(encoding).decode(bytes)
