import { addDays, daysBetween, localDateOf, today } from '#core/clock/clock.ts'
import { deadlines } from '#core/workspace/deadlines.ts'
import type { OfferView } from '#core/workspace/queries.ts'
import { Chart, type Bar } from '#extension/dashboard/overview/Chart.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'

const states = ['draft', 'ready', 'published', 'expired', 'withdrawn'] as const
const months = 6
const weeks = 8

/** Offers by state, answers by month, what ends in the next weeks. */
export function Figures({ views, drafts }: { views: readonly OfferView[]; drafts: number }) {
  const { t, db, speak } = useApp()
  const { company } = useSession()
  const now = useNow()
  const clocks = useLive(() => deadlines(db, company, now), [db, company, now])
  if (!clocks) return null
  const date = today(now, company.timeZone)

  const byState: Bar[] = states.map((state) => ({
    label: t(`state.${state}`),
    parts: [
      {
        name: t('overview.number'),
        value: state === 'draft' ? drafts : views.filter((view) => view.state === state).length,
      },
    ],
  }))

  const answered = views
    .flatMap((view) => view.recipients)
    .map(({ recipient }) => ({
      state: recipient.state,
      month: localDateOf(recipient.updatedAt, company.timeZone).slice(0, 7),
    }))
  const byMonth: Bar[] = Array.from({ length: months }, (_, index) => {
    const month = monthBefore(date, months - 1 - index)
    const count = (test: (state: string) => boolean) =>
      answered.filter((each) => each.month === month && test(each.state)).length
    return {
      label: `${speak.data.monthsShort[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
      parts: [
        { name: t('recipient.accepted'), value: count((state) => state.startsWith('accepted')) },
        { name: t('recipient.declined'), value: count((state) => state === 'declined') },
      ],
    }
  })

  const byWeek: Bar[] = Array.from({ length: weeks }, (_, index) => ({
    label: t('overview.from', { date: speak.date(addDays(date, index * 7)) }),
    parts: [
      {
        name: t('overview.number'),
        value: clocks.filter(({ on }) => Math.floor(daysBetween(date, on) / 7) === index && on >= date)
          .length,
      },
    ],
  }))

  return (
    <div class="charts">
      <Chart title={t('overview.byState')} bars={byState} />
      <Chart title={t('overview.byMonth')} bars={byMonth} />
      <Chart title={t('overview.byWeek')} bars={byWeek} />
    </div>
  )
}

/** The month (`YYYY-MM`) so many months before a date's. */
function monthBefore(date: string, back: number): string {
  const [year, month] = date.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7)
}
