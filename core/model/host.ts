import * as v from 'valibot'
import { storageAccount } from '#core/model/inbox.ts'
import { codeSchema } from '#core/model/offer.ts'
import {
  filled,
  hex,
  httpsUrl,
  id,
  instant,
  isoDate,
  line,
  pageAddress,
  text,
  whole,
} from '#core/model/schema.ts'

/** The kinds of hosts that pages are brought to without a person in between. */
export const hostKinds = ['azure', 'webdav', 'git', 'cloudflare'] as const
export type HostKind = (typeof hostKinds)[number]

/** Where pages are brought to: what of it is no secret. */
export const hostSettingsSchema = v.variant('kind', [
  v.object({
    kind: v.literal('webdav'),
    /** The folder that the pages lie in. */
    address: httpsUrl,
    user: line(200),
  }),
  v.object({
    kind: v.literal('git'),
    /** Of the repository. */
    address: httpsUrl,
    branch: v.pipe(
      line(200),
      v.regex(/^(?![-/.])(?!.*(\.\.|\/\/|@\{))[^\s~^:?*[\\]+(?<![/.])$/, 'characters'),
    ),
    /** Within the branch; empty for all of it. */
    folder: v.pipe(text(200), v.regex(/^[^\s\\]*$/, 'characters')),
    /** Empty where the host wants none beside the token. */
    user: text(200),
  }),
  v.object({
    kind: v.literal('azure'),
    account: storageAccount,
    /** Where its blobs are, without a slash at the end: other clouds have other addresses. */
    blob: httpsUrl,
  }),
  v.object({
    kind: v.literal('cloudflare'),
    account: hex(32),
    /** The Worker's name. */
    script: v.pipe(line(63), v.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'characters')),
  }),
])
export type HostSettings = v.InferOutput<typeof hostSettingsSchema>

/** What lets into a host: a password, a token or a key. */
export const hostSecretSchema = filled(2000)

/** What lies in the vault of an Azure account, as JSON: addresses that may each do one thing (core/hosting/azure/setUp.ts). */
export const azureSecretSchema = v.object({ pages: httpsUrl, standing: httpsUrl })
export type AzureSecret = v.InferOutput<typeof azureSecretSchema>

/** The host that pages are brought to, and the one before, while its pages are to lead to the new address. What lets into each lies in the vault under the same name. */
export const hostId = 'host'
export const hostBeforeId = 'hostBefore'

/** The host that pages are brought to, or the one before; there is one of each at most. */
export const hostSchema = v.object({
  id: v.picklist([hostId, hostBeforeId]),
  settings: hostSettingsSchema,
  connectedAt: instant,
  connectedBy: id,
  /** The last day that its password, token or key lets in; null when nobody has said. */
  expires: v.nullable(isoDate),
  /** What was brought there last, and found there; null before the first time. */
  online: v.nullable(
    v.object({
      /** What lies there is as everything was then. */
      at: instant,
      /** The publication's number. */
      number: whole(1, Number.MAX_SAFE_INTEGER),
      /** Digest of what pages were drawn from besides their offers. */
      ground: line(43),
      /** Offers whose pages were brought there since, before the rest of their publication. */
      ahead: v.exactOptional(v.array(codeSchema)),
    }),
  ),
  /** Of the host before alone. */
  moved: v.exactOptional(
    v.object({
      /** Where customers read its pages. */
      from: pageAddress,
      /** What lets into it stays when its pages lead on. */
      isKept: v.boolean(),
      done: v.boolean(),
    }),
  ),
})
export type Host = v.InferOutput<typeof hostSchema>
