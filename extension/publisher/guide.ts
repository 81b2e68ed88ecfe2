import { basePath } from '#core/publication/pages.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** The text that goes with a zip: what is in it, and how it comes to where it belongs. */

export type Parcel = Readonly<{
  company: string
  siteAddress: string
  number: number
  /** How many files are to be uploaded. */
  files: number
  /** Where only what has changed is in it: the files that are to be deleted; null where all is in it. */
  gone: readonly string[] | null
}>

/** What the name of a zip, and of all that is in it, begins with: the site's address, `offers.example.com`. */
export const parcelName = ({ siteAddress }: Pick<Parcel, 'siteAddress'>): string =>
  (new URL(siteAddress).host + basePath(siteAddress)).replace(/[^a-z0-9.]+/gi, '-').replace(/-$/, '')

const numbered = (lines: readonly string[]) => lines.map((line, at) => `${at + 1}. ${line}`)

/** The text itself, with the line ends that every program of Windows knows. */
export function guideText({ t, date }: Speaker, parcel: Parcel, today: string): string {
  const { company, siteAddress, number, files, gone } = parcel
  const folder = t('guide.folder')
  const about = { address: siteAddress, folder }
  const path = basePath(siteAddress)
  const drop = gone
    ? [t('guide.dropChanges')]
    : numbered([t('guide.drop1'), t('guide.drop2', about), t('guide.drop3')])
  const deletions = gone?.length
    ? [t('guide.gone', { n: gone.length }), ...gone.map((each) => `   ${each}`)]
    : []
  return [
    t('guide.title', { company, number }),
    date(today, 'long'),
    siteAddress,
    '',
    gone ? t('guide.changes', { ...about, n: files }) : t('guide.whole', { ...about, n: files }),
    '',
    ...numbered([
      t('guide.upload', about),
      gone ? (gone.length ? t('guide.goneBelow') : t('guide.goneNone')) : t('guide.replace'),
      t('guide.confirm', about),
    ]),
    '',
    t('guide.hidden'),
    ...(path === '/' ? [] : ['', t('guide.root', { path })]),
    '',
    ...(deletions.length ? [...deletions, ''] : []),
    t('guide.how'),
    '',
    t('guide.ftp'),
    ...numbered([t('guide.ftp1'), t('guide.ftp2', about), t('guide.ftp3', about)]),
    '',
    t('guide.azure'),
    ...numbered([t('guide.azure1'), t('guide.azure2'), t('guide.azure3', about)]),
    '',
    t('guide.drop'),
    ...drop,
    '',
    t('guide.git'),
    ...numbered([t('guide.git1', about), t('guide.git2'), t('guide.git3')]),
    '',
  ].join('\r\n')
}

/** The text that goes with the pages that lead on. @param siteAddress the new one */
export const movedGuide = (t: Speaker['t'], siteAddress: string, files: number): string =>
  [
    t('guide.moved', { address: siteAddress }),
    '',
    t('guide.movedWhat', { n: files, folder: t('guide.folder') }),
    '',
    ...numbered([
      t('guide.movedFirst', { address: siteAddress }),
      t('guide.movedUpload', { folder: t('guide.folder') }),
      t('guide.movedTry'),
    ]),
    '',
    t('guide.movedStays'),
    '',
  ].join('\r\n')
