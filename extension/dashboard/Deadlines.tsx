import { useState } from 'preact/hooks'
import { addDays, daysBetween, today } from '#core/clock/clock.ts'
import { deadlineKinds, listDeadlines, type DeadlineKind } from '#core/workspace/deadlines.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { narrow, useQuery } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { daysInWords, deadlineInWords, placeOf } from '#extension/ui/deadlines.ts'
import { useLive } from '#extension/ui/live.ts'

/** The Monday of a date's week. */
const monday = (date: string) => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))

/** So many deadlines are drawn at first, and so many more each time. */
const pageLength = 200

/** Every clock on one time line, by week, each with its next step. */
export function Deadlines() {
  const { t, db, speak } = useApp()
  const { company } = useSession()
  const wanted = useQuery().get('kind')
  const filter = deadlineKinds.find((kind) => kind === wanted) ?? null
  const setFilter = (kind: DeadlineKind | null) => narrow({ kind })
  const now = useNow()
  const [limit, setLimit] = useState(pageLength)
  const found = useLive(
    () => listDeadlines(db, company, now, filter, limit),
    [db, company, now, filter, limit],
  )
  if (!found) return null
  const date = today(now, company.timeZone)
  const { shown, counts } = found
  const all =
    filter === null ? [...counts.values()].reduce((sum, n) => sum + n, 0) : (counts.get(filter) ?? 0)
  const weeks = [...new Set(shown.map((each) => (each.days < 0 ? '' : monday(each.on))))]
  const weekName = (week: string) => {
    if (week === '') return t('deadline.over')
    const ahead = Math.round(daysBetween(monday(date), week) / 7)
    if (ahead === 0) return t('deadline.thisWeek')
    return ahead === 1 ? t('deadline.nextWeek') : t('deadline.weekOf', { date: speak.date(week, 'long') })
  }
  return (
    <>
      <Head title={t('nav.deadlines')} />
      <div class="chips" role="group" aria-label={t('offers.filter')}>
        <button type="button" class="chip" aria-pressed={filter === null} onClick={() => setFilter(null)}>
          {t('offers.all')}
        </button>
        {deadlineKinds
          .filter((kind) => counts.get(kind))
          .map((kind) => (
            <button
              key={kind}
              type="button"
              class="chip"
              aria-pressed={filter === kind}
              onClick={() => setFilter(kind)}
            >
              {t(`deadline.kind.${kind}`)}
            </button>
          ))}
      </div>
      {shown.length === 0 && <p class="empty">{t('deadline.none')}</p>}
      {weeks.map((week) => (
        <section key={week} class="week">
          <h2>{weekName(week)}</h2>
          <ul class="rows wide">
            {shown
              .filter((each) => (each.days < 0 ? '' : monday(each.on)) === week)
              .map((each, index) => (
                <li key={index} class="row-item">
                  <time class="day" dateTime={each.on}>
                    {speak.date(each.on)}
                  </time>
                  <span class="main">
                    <a href={`#${placeOf(each)}`}>{deadlineInWords(t, each)}</a>
                    <span class="side"> {t(`deadline.next.${each.kind}`)}</span>
                  </span>
                  <span class={each.days < 0 ? 'warn' : 'side'}>{daysInWords(t, each.days)}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {all > shown.length && (
        <button type="button" class="more" data-id="more" onClick={() => setLimit(limit + pageLength)}>
          {t('popup.moreNeeds', { n: all - shown.length })}
        </button>
      )}
    </>
  )
}
