import { concat, fromBase64url, fromHex, utf8 } from '#core/model/bytes.ts'
import type { ReplyContent } from '#core/model/reply.ts'
import { toArmor } from '#core/reply/armor.ts'
import { hpkeSeal } from '#core/reply/hpke.ts'
import { layout, sealInfo } from '#core/reply/layout.ts'

/**
 * Seals a customer's answer to the workspace and gives it its text form.
 * Only what the page needs: it is loaded when the customer starts to answer.
 *
 * @param key the reply key of the offer: id in hex, public point in base64url
 * @param offerHash SHA-256 of the offer's canonical form, in hex; bound to the seal
 */
export async function sealReply(
  content: ReplyContent,
  key: Readonly<{ id: string; publicKey: string }>,
  offerHash: string,
): Promise<string> {
  const hash = fromHex(offerHash)
  const { enc, ciphertext } = await hpkeSeal(
    fromBase64url(key.publicKey),
    sealInfo(key.id),
    hash,
    utf8(JSON.stringify(content)),
  )
  const head = Uint8Array.of(layout.format, layout.suite, layout.mode)
  return toArmor(concat(head, fromHex(key.id), hash.subarray(0, layout.offer), enc, ciphertext))
}
