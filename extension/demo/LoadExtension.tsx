import type { ComponentChildren } from 'preact'
import type { DemoKey } from '#core/locale/screens/demo.ts'
import type { Say } from '#extension/demo/language.ts'

/** What is typed or chosen in a browser; browsers let no page link to these addresses. */
const names = {
  command: 'npm run build',
  chromium: 'dist/chromium',
  firefox: 'dist/firefox/manifest.json',
  chromiumAddress: 'chrome://extensions',
  edgeAddress: 'edge://extensions',
  firefoxAddress: 'about:debugging#/runtime/this-firefox',
} as const

/** A sentence with a name in its place, set as one copies it. */
function Sentence({ t, of, named }: { t: Say; of: DemoKey; named: Readonly<Record<string, string>> }) {
  const parts: ComponentChildren[] = t(of)
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 ? <code key={part}>{named[part]}</code> : part))
  return <>{parts}</>
}

/** How the real extension gets into each browser. */
export function LoadExtension({ t }: { t: Say }) {
  const unpacked = (address: string) => (
    <ol>
      <li>
        <Sentence t={t} of="start.address" named={{ address }} />
      </li>
      <li>{t('start.developer')}</li>
      <li>
        <Sentence t={t} of="start.unpacked" named={{ folder: names.chromium }} />
      </li>
    </ol>
  )
  return (
    <section aria-labelledby="load">
      <h2 id="load">{t('start.load')}</h2>
      <p>
        <Sentence t={t} of="start.loadWhat" named={{ command: names.command, folder: 'dist' }} />
      </p>
      <div class="cards">
        <div class="card">
          <h3>{t('start.chromium')}</h3>
          {unpacked(names.chromiumAddress)}
        </div>
        <div class="card">
          <h3>{t('start.edge')}</h3>
          {unpacked(names.edgeAddress)}
        </div>
        <div class="card">
          <h3>{t('start.firefox')}</h3>
          <ol>
            <li>
              <Sentence t={t} of="start.address" named={{ address: names.firefoxAddress }} />
            </li>
            <li>
              <Sentence t={t} of="start.temporary" named={{ file: names.firefox }} />
            </li>
          </ol>
          <p class="hint">{t('start.temporaryNote')}</p>
        </div>
      </div>
      <p class="hint">{t('start.records')}</p>
    </section>
  )
}
