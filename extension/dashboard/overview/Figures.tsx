import { addDays, today } from '#core/clock/clock.ts'
import { countByWeek } from '#core/workspace/deadlines.ts'
import type { Figures as Counts } from '#core/workspace/figures.ts'
import { Chart, type Bar } from '#extension/dashboard/overview/Chart.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'

const states = ['draft', 'ready', 'published', 'expired', 'withdrawn'] as const
const months = 6
const weeks = 8

/** Offers by state, answers by month, what ends in the next weeks. */
export function Figures({ figures }: { figures: Counts }) {
  const { t, db, speak } = useApp()
  const { company } = useSession()
  const now = useNow()
  const date = today(now, company.timeZone)
  const ending = useLive(() => countByWeek(db, date, weeks), [db, date])
  if (!ending) return null

  const byState: Bar[] = states.map((state) => ({
    label: t(`state.${state}`),
    parts: [{ name: t('overview.number'), value: figures.states[state] }],
  }))

  const byMonth: Bar[] = Array.from({ length: months }, (_, index) => {
    const month = monthBefore(date, months - 1 - index)
    return {
      label: `${speak.data.monthsShort[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
      parts: [
        { name: t('recipient.accepted'), value: figures.accepted[month] ?? 0 },
        { name: t('recipient.declined'), value: figures.declined[month] ?? 0 },
      ],
    }
  })

  const byWeek: Bar[] = ending.map((value, index) => ({
    label: t('overview.from', { date: speak.date(addDays(date, index * 7)) }),
    parts: [{ name: t('overview.number'), value }],
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
