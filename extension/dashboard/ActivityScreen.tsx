import { useState } from 'preact/hooks'
import { writeTable } from '#core/exchange/csv.ts'
import { activityTopics, type ActivityTopic } from '#core/model/activity.ts'
import { listActivity, type ActivityFilter } from '#core/workspace/activity.ts'
import { ActivityList, activityInWords } from '#extension/dashboard/ActivityList.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { download } from '#extension/ui/download.ts'
import { DateField, Select } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

const newest = 300
const topics = Object.keys(activityTopics) as ActivityTopic[]
const everything: ActivityFilter = { by: null, topic: null, customerId: null, from: null, to: null }

/** The log of the workspace: who did what to whom, when; narrowed down, and as a file. */
export function ActivityScreen() {
  const { t, db, chosen } = useApp()
  const [filter, setFilter] = useState<ActivityFilter>({ ...everything, customerId: chosen?.id ?? null })
  const log = useLive(() => listActivity(db, filter, newest), [db, filter])
  if (!log) return null
  const { lines, users, customers } = log
  const set = (part: Partial<ActivityFilter>) => setFilter((before) => ({ ...before, ...part }))
  const orNull = <T extends string>(value: T | '') => (value === '' ? null : value)

  async function save() {
    const all = await listActivity(db, filter, Infinity)
    const name = (list: readonly { id: string; name: string }[], id: string | null) =>
      list.find((each) => each.id === id)?.name ?? ''
    const rows = all.lines.map((line) => [
      line.at,
      name(users, line.by),
      activityInWords(t, line),
      name(customers, line.customerId),
      line.offerId ?? '',
    ])
    download(
      'tilbud-activity.csv',
      writeTable(
        [t('activity.when'), t('activity.who'), t('activity.what'), t('activity.customer'), t('nav.offers')],
        rows,
      ),
      'text/csv',
    )
  }

  return (
    <>
      <Head title={t('nav.activity')}>
        <fluent-button data-id="activity-csv" onClick={() => void save()}>
          {t('activity.csv')}
        </fluent-button>
      </Head>
      <div class="filters" role="group" aria-label={t('activity.filter')}>
        <Select
          label={t('activity.who')}
          name="filter-who"
          value={filter.by ?? ''}
          options={[['', t('activity.everybody')], ...users.map((user) => [user.id, user.name] as const)]}
          onChange={(by) => set({ by: orNull(by) })}
        />
        <Select
          label={t('activity.what')}
          name="filter-what"
          value={filter.topic ?? ''}
          options={[
            ['', t('activity.everything')],
            ...topics.map((topic) => [topic, t(`activity.topic.${topic}`)] as const),
          ]}
          onChange={(topic) => set({ topic: orNull<ActivityTopic>(topic) })}
        />
        <Select
          label={t('activity.customer')}
          name="filter-customer"
          value={filter.customerId ?? ''}
          options={[
            ['', t('activity.everyCustomer')],
            ...customers.map((customer) => [customer.id, customer.name] as const),
          ]}
          onChange={(customerId) => set({ customerId: orNull(customerId) })}
        />
        <DateField
          label={t('activity.from')}
          name="filter-from"
          value={filter.from ?? ''}
          onChange={(from) => set({ from })}
        />
        <DateField
          label={t('activity.to')}
          name="filter-to"
          value={filter.to ?? ''}
          onChange={(to) => set({ to })}
        />
      </div>
      <p class="row">
        <span role="status" class="hint">
          {lines.length < newest
            ? t('activity.shown', { n: lines.length })
            : t('activity.more', { n: newest })}
        </span>
        {Object.values(filter).some((value) => value !== null) && (
          <fluent-button size="small" appearance="subtle" onClick={() => setFilter(everything)}>
            {t('activity.clear')}
          </fluent-button>
        )}
      </p>
      {lines.length ? (
        <ActivityList lines={lines} users={users} customers={customers} />
      ) : (
        <p class="empty">{t('activity.none')}</p>
      )}
    </>
  )
}
