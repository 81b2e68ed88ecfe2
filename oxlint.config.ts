/**
 * Lint: what the house (docs/architecture.md) allows to import what, and which
 * parts of the platform not to use, each with what to use instead.
 */

type Pattern = { regex: string; message: string }

const forbid = (regex: string, message: string): Pattern => ({ regex, message })

/** Everywhere. */
const always = [forbid('^\\.\\.?/', 'Write imports from the root: #core/…, #extension/…, #site/….')]

/** Rooms of core, from the bottom up. A room imports its own floor and those below. */
const floors = [
  ['model', 'catalog', 'locale'],
  ['access', 'clock'],
  ['storage', 'publication', 'reply', 'exchange'],
  ['hosting'],
  ['workspace', 'sync'],
]

const onlyBrowserFile = forbid(
  '^webextension-polyfill$',
  'Only extension/browser.ts talks to the browser: use what it exports.',
)

const outsideCore = [
  forbid('^#(extension|site|scripts|test)/', 'core knows nothing of what stands on it.'),
  forbid(
    '^(node:|preact|astro|@fluentui)',
    'core runs in Node, a worker and a page alike: use what all three have.',
  ),
  onlyBrowserFile,
]

const limit = (files: string[], patterns: Pattern[]) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [...always, ...patterns] }] },
})

const roomRules = floors.flatMap((rooms, floor) => {
  const above = floors.slice(floor + 1).flat()
  const upward = above.length
    ? [forbid(`^#core/(${above.join('|')})/`, 'Imports in core go down only (docs/architecture.md).')]
    : []
  return rooms.map((room) => limit([`core/${room}/**`], [...outsideCore, ...upward]))
})

const noFetch = { name: 'fetch', message: 'Requests leave the machine through core/hosting/request.ts.' }

const noSite = forbid('^#(site|test)/', 'The extension reaches a page only through a reply.')
const noScreenStorage = forbid('^#core/storage/', 'Screens read and write through core/workspace.')

const formatWith =
  'It differs between engines. Use core/locale (words, numbers, dates) or core/clock (time zones).'

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', '.check', '.cache'],
  rules: {
    'no-restricted-imports': ['error', { patterns: always }],
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'no-restricted-globals': ['error', { name: 'Intl', message: formatWith }],
    'no-restricted-properties': [
      'error',
      ...[
        'toLocaleString',
        'toLocaleDateString',
        'toLocaleTimeString',
        'localeCompare',
        'toLocaleUpperCase',
        'toLocaleLowerCase',
      ].map((property) => ({ property, message: formatWith })),
      ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
        property,
        message: 'Text is data, never markup. Use textContent or a component.',
      })),
      { object: 'globalThis', property: 'Intl', message: formatWith },
    ],
    'no-console': 'error',
    'no-eval': 'error',
    'react/no-danger': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'off',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: true }],
    // Assertions stand where JSON, the DOM and errors come in; schemas check what comes from people.
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
    // Copies are sorted and turned; Dexie's collections have a `reverse` of their own.
    'unicorn/no-array-sort': 'off',
    // Workers and message ports know no origin.
    'unicorn/require-post-message-target-origin': 'off',
    'unicorn/no-array-reverse': 'off',
    // One handler that is replaced is what is meant where `onclick` is set.
    'unicorn/prefer-add-event-listener': 'off',
    // Words of the house come back as local names: `offers`, `customers`.
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'consistent-return': 'off',
    'import/no-named-as-default': 'off',
    'import/no-named-as-default-member': 'off',
    // Clocks and refs are read while drawing; live queries name what they depend on themselves.
    'react/purity': 'off',
    'react/immutability': 'off',
    'react-hooks/exhaustive-deps': 'off',
    // The automatic JSX runtime needs no import; keys of static lists are their index.
    'react/react-in-jsx-scope': 'off',
    'react/no-array-index-key': 'off',
    // Handlers and helpers stand where they are read; CSS and custom elements are imported for their effect.
    'unicorn/consistent-function-scoping': 'off',
    'import/no-unassigned-import': 'off',
  },
  overrides: [
    {
      files: ['core/**', 'extension/**', 'site/**', 'scripts/**'],
      // A suite of tests is one function.
      rules: { 'max-lines-per-function': ['error', { max: 80 }] },
    },
    ...roomRules,
    limit(['extension/**'], [noSite, noScreenStorage, onlyBrowserFile]),
    // These open the database and hand it on.
    limit(
      [
        'extension/ui/reading.ts',
        'extension/background/*.ts',
        'extension/dashboard/activity/activityWorker.ts',
        'extension/dashboard/customers/importWorker.ts',
        'extension/dashboard/settings/backupWorker.ts',
        'extension/dashboard/settings/checkWorker.ts',
        'extension/publisher/worker.ts',
        'extension/demo/begin.ts',
      ],
      [noSite, onlyBrowserFile],
    ),
    limit(['extension/browser.ts'], [noSite, noScreenStorage]),
    limit(
      ['site/**'],
      [
        forbid('^#(extension|test|scripts)/', 'The site never sees the workspace.'),
        forbid(
          '^#core/(workspace|storage|exchange|access|clock|hosting|sync)/',
          'The site knows a publication and nothing of the workspace.',
        ),
        onlyBrowserFile,
      ],
    ),
    {
      files: ['core/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'Intl', message: formatWith },
          ...['document', 'window', 'navigator', 'location', 'localStorage', 'browser', 'chrome'].map(
            (name) => ({ name, message: 'core has no DOM and no browser API.' }),
          ),
          noFetch,
        ],
      },
    },
    {
      files: ['extension/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'Intl', message: formatWith },
          ...['browser', 'chrome'].map((name) => ({ name, message: 'Use extension/browser.ts.' })),
          { name: 'localStorage', message: 'Use settings in extension/browser.ts.' },
          noFetch,
        ],
      },
    },
    // Nothing but this has a place to keep settings where there is no extension.
    {
      files: ['extension/demo/kept.ts'],
      rules: { 'no-restricted-globals': ['error', { name: 'Intl', message: formatWith }] },
    },
    // Requests: to hosts, which people connect, and for the extension's own files.
    {
      files: ['core/hosting/request.ts', 'extension/publisher/drawSite.ts', 'extension/dev/**'],
      rules: { 'no-restricted-globals': 'off' },
    },
    // Locks, which Node, workers and pages all have: explained in the file.
    { files: ['core/storage/hold.ts'], rules: { 'no-restricted-globals': 'off' } },
    // Time zones: explained in the file.
    { files: ['core/clock/clock.ts'], rules: { 'no-restricted-globals': 'off' } },
    { files: ['scripts/**', 'test/**'], rules: { 'no-console': 'off' } },
  ],
}
