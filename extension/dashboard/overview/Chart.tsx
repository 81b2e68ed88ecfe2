import { useId } from 'preact/hooks'
import { useApp } from '#extension/ui/app.tsx'

export type Bar = Readonly<{ label: string; parts: readonly { name: string; value: number }[] }>

const height = 96
const step = 36

/** A small bar chart. The numbers stand in a table behind it, which is what screen readers read. */
export function Chart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const { t } = useApp()
  const id = useId()
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0))
  const most = Math.max(1, ...sums)
  const names = bars[0]?.parts.map(({ name }) => name) ?? []
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <svg viewBox={`0 0 ${bars.length * step} ${height + 18}`} aria-hidden="true" preserveAspectRatio="xMinYMax meet">
        {bars.map(({ parts }, index) => {
          let top = height
          return (
            <g key={index}>
              {parts.map(({ name, value }, part) => {
                const size = (value / most) * (height - 16)
                top -= size
                return value > 0 && <rect key={name} class={`part-${part}`} x={index * step + 6} y={top} width={step - 12} height={size} rx={2} />
              })}
              <text x={index * step + step / 2} y={top - 4} text-anchor="middle">{sums[index] || ''}</text>
              <line x1={index * step + 6} x2={(index + 1) * step - 6} y1={height + 0.5} y2={height + 0.5} />
            </g>
          )
        })}
      </svg>
      {names.length > 1 && <p class="legend">{names.map((name, part) => <span key={name}><span class={`key part-${part}`} aria-hidden="true" /> {name}</span>)}</p>}
      <details>
        <summary>{t('overview.table')}</summary>
        <table class="list">
          <thead><tr><th scope="col"><span class="visually-hidden">{title}</span></th>{names.map((name) => <th key={name} scope="col" class="number">{name}</th>)}</tr></thead>
          <tbody>
            {bars.map(({ label, parts }) => <tr key={label}><th scope="row">{label}</th>{parts.map(({ name, value }) => <td key={name} class="number" data-label={name}>{value}</td>)}</tr>)}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
