import { describe, expect, it } from 'vitest'
import { concat, fromHex, fromUtf8, toBase64url, toHex, utf8 } from '#core/model/bytes.ts'
import { hpkeSeal } from '#core/reply/hpke.ts'
import { importKeyPair } from '#core/reply/key.ts'
import { own, suite } from '#core/reply/suite.ts'

/** RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode. */
const vector = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  ikmE: '4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e',
  enc: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  ikmR: '668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550',
  pkRm: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  skRm: 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
  pt: '4265617574792069732074727574682c20747275746820626561757479',
  encryptions: [
    {
      aad: '436f756e742d30',
      ct: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
    },
    {
      aad: '436f756e742d31',
      ct: 'fa6f037b47fc21826b610172ca9637e82d6e5801eb31cbd3748271affd4ecb06646e0329cbdf3c3cd655b28e82',
    },
  ],
}

const buffer = (hex: string) => own(fromHex(hex))

async function recipientKey(): Promise<CryptoKeyPair> {
  const point = fromHex(vector.pkRm)
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: toBase64url(point.subarray(1, 33)),
    y: toBase64url(point.subarray(33)),
    d: toBase64url(fromHex(vector.skRm)),
  }
  return importKeyPair(jwk)
}

describe('HPKE with our suite (RFC 9180, A.3.1)', () => {
  it('derives the keys of the vector', async () => {
    const pair = await suite.kem.deriveKeyPair(buffer(vector.ikmR))
    expect(toHex(new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)))).toBe(vector.pkRm)
    const ephemeral = await suite.kem.deriveKeyPair(buffer(vector.ikmE))
    expect(toHex(new Uint8Array(await suite.kem.serializePublicKey(ephemeral.publicKey)))).toBe(vector.enc)
  })

  it('seals what the vector seals', async () => {
    const sender = await suite.createSenderContext({
      recipientPublicKey: await suite.kem.deserializePublicKey(buffer(vector.pkRm)),
      info: buffer(vector.info),
      ekm: await suite.kem.deriveKeyPair(buffer(vector.ikmE)),
    })
    expect(toHex(new Uint8Array(sender.enc))).toBe(vector.enc)
    for (const { aad, ct } of vector.encryptions)
      expect(toHex(new Uint8Array(await sender.seal(buffer(vector.pt), buffer(aad))))).toBe(ct)
  })

  it('seals in a page, without the library, what the vector seals first, and what the library opens (B10)', async () => {
    const [{ aad, ct }] = vector.encryptions as [{ aad: string; ct: string }]
    const ephemeral = await suite.kem.deriveKeyPair(buffer(vector.ikmE))
    const sealed = await hpkeSeal(
      fromHex(vector.pkRm),
      fromHex(vector.info),
      fromHex(aad),
      fromHex(vector.pt),
      ephemeral,
    )
    expect(toHex(sealed.enc)).toBe(vector.enc)
    expect(toHex(sealed.ciphertext)).toBe(ct)
    // With fresh keys, and with texts of every length about a block of AES.
    for (let length = 0; length <= 33; length++) {
      const text = new Uint8Array(length).fill(length)
      const { enc, ciphertext } = await hpkeSeal(
        fromHex(vector.pkRm),
        fromHex(vector.info),
        fromHex(aad),
        text,
      )
      const recipient = await suite.createRecipientContext({
        recipientKey: await recipientKey(),
        enc: own(enc),
        info: buffer(vector.info),
      })
      expect(new Uint8Array(await recipient.open(own(ciphertext), buffer(aad)))).toEqual(text)
    }
    await expect(
      hpkeSeal(
        fromHex(vector.pkRm.replace(/0$/, '1')),
        fromHex(vector.info),
        fromHex(aad),
        fromHex(vector.pt),
      ),
    ).rejects.toThrow()
  })

  it('opens what the vector sealed, and nothing that differs in a bit', async () => {
    const open = async (enc: string, ct: string, aad: string, info = vector.info) => {
      const recipient = await suite.createRecipientContext({
        recipientKey: await recipientKey(),
        enc: buffer(enc),
        info: buffer(info),
      })
      return new Uint8Array(await recipient.open(buffer(ct), buffer(aad)))
    }
    const [first] = vector.encryptions
    expect(fromUtf8(await open(vector.enc, first!.ct, first!.aad))).toBe('Beauty is truth, truth beauty')
    await expect(open(vector.enc, first!.ct.replace(/^5a/, '5b'), first!.aad)).rejects.toThrow()
    await expect(open(vector.enc, first!.ct, '436f756e742d39')).rejects.toThrow()
    await expect(open(vector.enc, first!.ct, first!.aad, toHex(concat(utf8('another'))))).rejects.toThrow()
  })
})
