import type { BackupSummary } from '#core/exchange/backupSummary.ts'
import { useApp } from '#extension/ui/app.tsx'

/** What the file would bring, of what somebody could have changed for their own ends. */
export function RestoreSummary({ summary }: { summary: BackupSummary }) {
  const { t } = useApp()
  const none = t('app.none')
  const role = ({ role: of, active }: BackupSummary['staff'][number]) =>
    [of ? t(`role.${of}`) : none, ...(active ? [] : [t('staff.inactive')])].join(', ')
  return (
    <section aria-labelledby="brings" data-id="restore-summary">
      <h2 id="brings">{t('restore.brings')}</h2>
      <p class="hint">{t('restore.compare')}</p>
      <dl class="details">
        <dt>{t('nav.company')}</dt>
        <dd>{summary.company}</dd>
        <dt>{t('restore.partnerIds')}</dt>
        <dd>{summary.partnerIds.join(', ') || none}</dd>
        <dt>{t('restore.site')}</dt>
        <dd>{summary.siteAddress || none}</dd>
        <dt>{t('restore.endpoint')}</dt>
        <dd>{summary.endpoint || none}</dd>
        <dt>{t('restore.replyKey')}</dt>
        <dd class="code">{summary.replyKey}</dd>
        <dt>{t('nav.staff')}</dt>
        <dd>
          {summary.staff.map((each) => (
            <div key={each.email}>
              {each.name}, {each.email}: {role(each)}
            </div>
          ))}
        </dd>
        <dt>{t('restore.portals')}</dt>
        <dd>
          {summary.portals.length
            ? summary.portals.map(({ name, address }) => (
                <div key={name}>
                  {name}: {address}
                </div>
              ))
            : none}
        </dd>
        <dt>{t('restore.records')}</dt>
        <dd>{summary.counts.map(({ table, n }) => `${t(`table.${table}`)}: ${n}`).join(' · ')}</dd>
      </dl>
    </section>
  )
}
