/** What package-lock.json says of a package. */
type Locked = Readonly<{
  /** Of the project alone; a package is named by where it lies. */
  name?: string
  version: string
  license?: string
  integrity?: string
  dev?: boolean
  optional?: boolean
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}>

export type Lock = Readonly<{ packages: Readonly<Record<string, Locked>> }>

/** Words in the licence field that are no identifier of SPDX. */
const notSpdx = new Set(['BSD'])

function licensesOf(license: string | undefined): object[] {
  if (!license) return []
  if (/[ (]/.test(license)) return [{ expression: license }]
  return [{ license: notSpdx.has(license) ? { name: license } : { id: license } }]
}

const hashesOf = (integrity = '') =>
  integrity
    .split(' ')
    .filter((hash) => hash.startsWith('sha512-'))
    .map((hash) => ({ alg: 'SHA-512', content: Buffer.from(hash.slice(7), 'base64').toString('hex') }))

/** Development tools are never in what is shipped; optional packages are other platforms' builds of the same tools. */
const scopeOf = ({ dev, optional }: Locked) => (dev ? 'excluded' : optional ? 'optional' : 'required')

const nameAt = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

const namesNeeded = (locked: Locked) =>
  Object.keys({
    ...locked.dependencies,
    ...locked.devDependencies,
    ...locked.optionalDependencies,
    ...locked.peerDependencies,
  })

/** Where Node finds a package that the one at `path` asks for: beside it, then in each folder above. */
function placeOf({ packages }: Lock, path: string, name: string): string | null {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at && `${at}/`}node_modules/${name}`
    if (place in packages) return place
    if (!at) return null
  }
}

type Component = Readonly<{ ref: string; name: string; version: string; licenses: object[] }>

const componentAt = (path: string, { name, version, license }: Locked): Component => {
  const called = name ?? nameAt(path)
  return { ref: `${called}@${version}`, name: called, version, licenses: licensesOf(license) }
}

const written = (type: string, { ref, ...facts }: Component, more: object) => ({
  type,
  'bom-ref': ref,
  ...facts,
  ...more,
  purl: `pkg:npm/${ref.replace(/^@/, '%40')}`,
})

const byRef = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

/**
 * The bill of materials as CycloneDX 1.6: every package of the lock file with
 * its version, licence and hash, and which needs which. It has neither a time
 * nor a serial number, so that the same lock gives the same bytes.
 *
 * @param lock package-lock.json, of which the first entry is the project itself
 * @param about the project's description
 */
export function billOfMaterials(lock: Lock, about: string): object {
  const components = new Map<string, object>()
  // A package that lies in two places is one component; it needs whatever it needs at either.
  const needs = new Map<string, Set<string>>()
  const refAt = (path: string) => componentAt(path, lock.packages[path]!).ref
  for (const [path, locked] of Object.entries(lock.packages)) {
    const component = componentAt(path, locked)
    const needed = needs.get(component.ref) ?? new Set<string>()
    for (const name of namesNeeded(locked)) {
      const place = placeOf(lock, path, name)
      if (place) needed.add(refAt(place))
    }
    needs.set(component.ref, needed)
    if (path)
      components.set(
        component.ref,
        written('library', component, { scope: scopeOf(locked), hashes: hashesOf(locked.integrity) }),
      )
  }
  const project = written('application', componentAt('', lock.packages['']!), { description: about })
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { lifecycles: [{ phase: 'pre-build' }], component: project },
    components: [...components].sort(byRef).map(([, component]) => component),
    dependencies: [...needs].sort(byRef).map(([ref, needed]) => ({ ref, dependsOn: [...needed].sort() })),
  }
}
