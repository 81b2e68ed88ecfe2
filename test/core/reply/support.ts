import type { ReplyContent } from '#core/model/reply.ts'

/** What an honest page sends. */
export const content: ReplyContent = {
  format: 1,
  answer: 'accept',
  code: '7K3QX9M2RDH5TW8CN',
  version: 1,
  at: '2026-11-20T10:00:00.000Z',
  nonce: '0123456789abcdef0123456789abcdef',
  by: { name: 'Kåre Ødegård', email: 'kare@alesund-verft.example', company: 'Ålesund Verft AS' },
  counts: [{ line: 'a1b2c3', count: 12 }],
  delegation: false,
  message: 'Fint — ring meg når det er klart 🙂',
  token: '0123456789abcdef',
}
