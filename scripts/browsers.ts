import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from '#scripts/paths.ts'

export type BrowserName = 'chromium' | 'firefox'

/** Where a browser may be: an environment variable, names in PATH, usual places, and Debian's packages. */
const known = {
  chromium: {
    variable: 'TILBUD_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    places: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    debian: 'chromium',
    puppeteer: 'chrome@stable',
  },
  firefox: {
    variable: 'TILBUD_FIREFOX',
    names: ['firefox-esr', 'firefox'],
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    debian: 'firefox-esr',
    puppeteer: 'firefox@stable',
  },
} as const

/** The path of an installed browser, or null. */
export function findBrowser(name: BrowserName): string | null {
  const { variable, names, places } = known[name]
  const given = process.env[variable]
  if (given) {
    if (!existsSync(given)) throw new Error(`${variable} names ${given}, which does not exist.`)
    return given
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...folders.flatMap((folder) => names.map((each) => join(folder, each))), ...places]
  return candidates.find((path) => existsSync(path)) ?? null
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** With apt as root on Debian, otherwise the browser that Puppeteer downloads. */
function install(name: BrowserName): string | null {
  console.log(`Installing ${name} …`)
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      known[name].debian,
      'fonts-dejavu-core',
    ])
    return findBrowser(name)
  }
  const folder = join(root, '.cache', 'browsers')
  run('npx', ['--yes', '@puppeteer/browsers', 'install', known[name].puppeteer, '--path', folder])
  const listed = execFileSync('npx', ['--yes', '@puppeteer/browsers', 'list', '--path', folder], {
    encoding: 'utf8',
  })
  return (
    new RegExp(`^${name === 'chromium' ? 'chrome' : name}@\\S+.*? (/.*|[A-Z]:.*)$`, 'm')
      .exec(listed)?.[1]
      ?.trim() ?? null
  )
}

/**
 * The path of a browser, installed first when there is none.
 *
 * @throws Error when there is none and none can be installed
 */
export function needBrowser(name: BrowserName): string {
  const path = findBrowser(name) ?? install(name)
  if (!path) throw new Error(`There is no ${name}. Install it, or name it in ${known[name].variable}.`)
  return path
}
