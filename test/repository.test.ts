import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifestFor, targets } from '#scripts/extension.ts'
import { root } from '#scripts/paths.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const manifest = JSON.parse(read('manifest.json'))

/** Text files of the project, as git knows them. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && existsSync(join(root, file)) && !/\.(png|webp)$/.test(file))

/** Lines that match, with where they stand. */
const lines = (pattern: RegExp, among: (file: string) => boolean) =>
  files.filter(among).flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  )

describe('the manifest', () => {
  it('asks for these permissions, and for hosts only when a person connects one', () => {
    const permissions = targets.map((target) => manifestFor(target, manifest).permissions)
    expect(permissions).toEqual([
      ['storage', 'unlimitedStorage', 'alarms', 'offscreen'],
      ['storage', 'unlimitedStorage', 'alarms'],
    ])
    expect(manifest.optional_host_permissions).toEqual(['https://*/*'])
    for (const key of [
      'host_permissions',
      'content_scripts',
      'web_accessible_resources',
      'externally_connectable',
    ])
      expect(Object.keys(manifest)).not.toContain(key)
  })
  it('names files that exist, and the package’s version', () => {
    for (const icon of Object.values(manifest.icons as Record<string, string>))
      expect(existsSync(join(root, 'extension', icon))).toBe(true)
    expect(existsSync(join(root, 'extension', manifest.action.default_popup as string))).toBe(true)
    expect(manifest.version).toBe(JSON.parse(read('package.json')).version)
  })
  it('lets no inline script or style run, loads nothing from elsewhere, and reaches hosts by https alone', () => {
    const policy = manifest.content_security_policy.extension_pages as string
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("; connect-src 'self' https:; ")
    expect(policy.replace(/connect-src [^;]*;/, '')).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
  })
  it('is for each browser what that browser knows', () => {
    const keys = targets.map((target) => Object.keys(manifestFor(target, manifest)))
    expect(keys[0]).not.toContain('browser_specific_settings')
    expect(keys[1]).not.toContain('minimum_chrome_version')
  })
})

describe('the lock of packages', () => {
  type Entry = { integrity?: string; link?: boolean; resolved?: string } & Record<
    'dependencies' | 'optionalDependencies' | 'peerDependencies',
    Record<string, string> | undefined
  > & {
      peerDependenciesMeta?: Record<string, { optional?: boolean }>
    }
  const entries = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> }).packages

  /** Whether a package has an entry where Node would look for it from `at`. */
  const isLocked = (name: string, at: string): boolean =>
    `${at && `${at}/`}node_modules/${name}` in entries ||
    (at !== '' && isLocked(name, at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))))

  it('has an entry for every package that any other asks for, whatever the machine (A26)', () => {
    const missing = Object.entries(entries).flatMap(
      ([at, { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }]) =>
        Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).filter(
          (name) => !isLocked(name, at) && !peerDependenciesMeta?.[name]?.optional,
        ),
    )
    expect(missing).toEqual([])
  })

  it('knows the integrity of every package, and no address that it came from (A26)', () => {
    const packages = Object.entries(entries).filter(([at]) => at !== '')
    expect(
      packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([at]) => at),
    ).toEqual([])
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([at]) => at)).toEqual([])
  })
})

describe('what README and CONTRIBUTING tell to run', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const told = ['README.md', 'CONTRIBUTING.md'].flatMap((file) =>
    [...read(file).matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short!),
  )
  const begun = Object.keys(scripts).filter((name) => !name.endsWith(':run'))

  it('exists', () => {
    expect(told).toContain('dev')
    expect(told.filter((name) => !(name in scripts))).toEqual([])
  })
  it('begins a file that is there, through the door that installs packages', () => {
    for (const name of begun) {
      const [, door] = /^node scripts\/boot\.mjs ([\w:]+)/.exec(scripts[name]!) ?? []
      const [, file] = /^node (scripts\/\w+\.ts)/.exec(scripts[`${door}:run`] ?? '') ?? []
      expect(file && existsSync(join(root, file)), name).toBe(true)
    }
  })
  it('is every command that there is', () => {
    expect(begun.filter((name) => !told.includes(name))).toEqual([])
  })
})

describe('the repository', () => {
  it('has screens that never touch storage', () => {
    // The publisher keeps the handles of folders for itself: they are no part of the workspace.
    const isScreen = (file: string) =>
      file.startsWith('extension/') && file !== 'extension/publisher/record.ts'
    expect(lines(/\bdb\.(at|table|transaction)\(/, isScreen)).toEqual([])
  })
  it('never makes markup of text', () => {
    expect(
      lines(/set:html|dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/, (file) =>
        /^(extension|site|core)\//.test(file),
      ),
    ).toEqual([])
  })
  it('has no skipped or lone test', () => {
    expect(
      lines(/\b(it|test|describe)\.(skip|only|todo|fails)\b/, (file) => file.endsWith('.test.ts')),
    ).toEqual([])
  })
  it('has no text on screens that is not in the words', () => {
    // Letters between tags that no expression makes; names of programs and files stand in <pre>.
    const hardCoded = lines(/>\s*[\p{L}][\p{L} ,.!?]{2,}\s*<\//u, (file) => /^extension\/.*\.tsx$/.test(file))
    expect(hardCoded.filter((line) => !line.includes('<pre'))).toEqual([])
  })
  it('looks at every screen of the dashboard in browsers', () => {
    const [, listed] = /const screens = \{\n(.+?)\} as const/s.exec(
      read('extension/dashboard/Dashboard.tsx'),
    )!
    const screens = [...listed!.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!)
    expect(screens).toContain('overview')
    const [, places] = /const places = \[(.+?)\]/s.exec(read('test/e2e/screens.test.ts'))!
    expect(screens.filter((name) => !places!.includes(`'/${name}'`))).toEqual([])
  })
  it('spells catalog in one way', () => {
    // One action is stored under the other spelling.
    expect(lines(/catalogue(?!Changed)/i, (file) => file !== 'test/repository.test.ts')).toEqual([])
  })
  it('names no machine and no registry', () => {
    const registry = ['registry', 'npmjs', 'org'].join('.')
    const found = lines(/\/(home|root|Users)\/\w+\//, () => true).concat(
      lines(new RegExp(registry.replaceAll('.', '\\.')), () => true),
    )
    expect(found.filter((line) => !line.startsWith('test/repository.test.ts'))).toEqual([])
  })
})
