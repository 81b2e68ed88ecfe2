export type Bar = Readonly<{ label: string; parts: readonly { name: string; value: number }[] }>

/** A small bar chart that is a table: the bars are drawn in its cells, the numbers stand beside them for everybody. */
export function Chart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const sum = ({ parts }: Bar) => parts.reduce((total, { value }) => total + value, 0)
  const most = Math.max(1, ...bars.map(sum))
  const names = bars[0]?.parts.map(({ name }) => name) ?? []
  return (
    <table class="chart">
      <caption>{title}</caption>
      <thead class={names.length > 1 ? undefined : 'visually-hidden'}>
        <tr>
          <td />
          {names.map((name, part) => (
            <th key={name} scope="col">
              <span class={`key part-${part}`} aria-hidden="true" /> {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <th scope="row">{bar.label}</th>
            {bar.parts.map(({ name, value }, part) => (
              <td key={name}>
                <span
                  class={`bar part-${part}`}
                  style={{ width: `${(value / most) * 70}%` }}
                  aria-hidden="true"
                />{' '}
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
