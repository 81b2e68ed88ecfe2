import {
  hostAspects,
  hostFacts,
  hostsDate,
  hostSources,
  type HostFact,
  type HostFacts,
  type HostSource,
  type HostWay,
} from '#core/catalog/hosts.ts'
import type { HostKind } from '#core/model/host.ts'
import { useApp } from '#extension/ui/app.tsx'
import type { ScreenKey } from '#extension/ui/words.ts'

const sources = Object.keys(hostSources)

/** The ways in their order, each with what stands over its hosts. */
const ways: readonly (readonly [HostWay, ScreenKey | null])[] = [
  ['connected', null],
  ['git', 'compare.byGit'],
  ['hand', 'compare.byHand'],
]

type Props = Readonly<{ disabled: boolean; onChoose: (kind: HostKind) => void }>

/** What each host can and cannot do, and a way to connect it. On a narrow screen each row is a card. */
export function HostChooser(props: Props) {
  const { t, speak } = useApp()
  return (
    <>
      <table class="compare">
        <thead>
          <tr>
            <th scope="col">{t('compare.host')}</th>
            {hostAspects.map((aspect) => (
              <th key={aspect} scope="col">
                {t(`compare.${aspect}`)}
              </th>
            ))}
          </tr>
        </thead>
        {ways.map(([way, heading]) => (
          <tbody key={way}>
            {heading && (
              <tr class="way">
                <th scope="rowgroup" colSpan={hostAspects.length + 1}>
                  {t(heading)}
                  {way === 'git' && <ConnectButton kind="git" {...props} />}
                </th>
              </tr>
            )}
            {hostFacts
              .filter((host) => host.way === way)
              .map((host) => (
                <HostRow key={host.id} host={host} {...props} />
              ))}
          </tbody>
        ))}
      </table>
      <p class="hint">{t('compare.caption', { date: speak.date(hostsDate, 'long') })}</p>
    </>
  )
}

function HostRow({ host, ...props }: Props & Readonly<{ host: HostFacts }>) {
  const { t } = useApp()
  return (
    <tr>
      <th scope="row">
        {t(`compare.host.${host.id}`)}
        {host.kind && <ConnectButton kind={host.kind} {...props} />}
      </th>
      {hostAspects.map((aspect) => (
        <td key={aspect} data-label={t(`compare.${aspect}`)}>
          <Claim fact={host[aspect]} />
        </td>
      ))}
    </tr>
  )
}

/** What is said of a host, with a link to where its owner says it. */
function Claim({ fact: [claim, source] }: { fact: HostFact }) {
  const { t } = useApp()
  return (
    <span>
      {t(`compare.is.${claim}`)}
      {source && <SourceLink source={source} />}
    </span>
  )
}

function SourceLink({ source }: { source: HostSource }) {
  const { t } = useApp()
  const { title, url } = hostSources[source]
  const n = sources.indexOf(source) + 1
  return (
    <a
      class="source"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={title}
      aria-label={t('compare.source', { n, title })}
    >
      {n}
    </a>
  )
}

/** A kind in a word or two, and the way to connect it. */
function ConnectButton({ kind, disabled, onChoose }: Props & Readonly<{ kind: HostKind }>) {
  const { t } = useApp()
  return (
    <>
      <span class="hint">{t(`host.kindHint.${kind}`)}</span>
      <fluent-button
        data-id={`connect-${kind}`}
        aria-label={`${t('host.connect')}: ${t(`host.kind.${kind}`)}`}
        disabled={disabled}
        onClick={() => onChoose(kind)}
      >
        {t('host.connect')}
      </fluent-button>
    </>
  )
}
