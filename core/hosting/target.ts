/**
 * Where pages lie. Each kind of host is a file beside this one that fits
 * `Target`; `publish.ts` brings pages there, the same way for all of them.
 */

/** A file of the site. */
export type SiteFile = Readonly<{
  /** Below the site's own path, with no slash first: `4839201/7k3q-…/index.html`. */
  path: string
  bytes: Uint8Array<ArrayBuffer>
}>

/** A file as it is put on a host. */
export type MarkedFile = SiteFile &
  Readonly<{
    /** Tells what it was drawn from: files with one path and one mark are equal. 1 to 64 symbols of base64url. */
    mark: string
  }>

/** A file that lies on a host. */
export type HeldFile = Readonly<{
  /** What it was drawn from; empty when that is not known, so that it has to be put again. */
  mark: string
  /** What the target wants to be told of it again, in its own form. */
  note?: string | undefined
}>

/** The files of a site that lie on a host, by their paths. */
export type Held = ReadonlyMap<string, HeldFile>

/** Which publication a host has, as a small public file there says: no page can be found by it. */
export type Standing = Readonly<{
  /** The workspace's own name. */
  workspace: string
  /** The publication's number, which rises. */
  number: number
  /** Of everything that the publication says: two browsers that publish under one number are found by it. */
  digest: string
  /** Files that pages load and that the publication before loaded for the last time: pages that are open still need them. */
  retired: readonly string[]
}>

/** A standing, and the tag by which the host tells whether it has been replaced meanwhile. */
export type Found = Readonly<{ standing: Standing; tag: string }>

/**
 * A host that pages can be brought to. Every method throws a Problem:
 * `hostUnreachable`, `hostRefused`, `hostClock`, `hostFull`, `hostFailed`, or
 * `hostTaken` when somebody else has published there meanwhile.
 */
export type Target = Readonly<{
  /** The most files that it takes; null where there is no limit. */
  mostFiles: number | null
  /** Which publication lies there; null when none does. */
  find: () => Promise<Found | null>
  /**
   * Says which publication will lie there, before anything of it does.
   *
   * @param tag of the one that was found, null when there was none
   * @throws Problem `hostTaken` when that is not the one that lies there
   */
  claim: (standing: Standing, tag: string | null) => Promise<void>
  /**
   * What lies there.
   *
   * @param known what this program put there last; null when that is not known, or somebody else has published since
   */
  list: (known: Held | null) => Promise<Held>
  /** Puts a file there, whole or not at all. @returns what the target wants to be told of it again */
  put: (file: MarkedFile) => Promise<string | void>
  /**
   * Puts a file where none lies. Missing where what is put counts only at the end.
   *
   * @returns false when one lies there already, which stays as it is
   */
  putNew?: (file: MarkedFile) => Promise<boolean>
  /** Takes files away. One that is not there is no fault. */
  remove: (paths: readonly string[]) => Promise<void>
  /** Where what was put and removed counts only at once, at the end: makes it count. */
  settle?: () => Promise<void>
}>
