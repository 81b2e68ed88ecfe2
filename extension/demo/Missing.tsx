import { Frame } from '#extension/demo/Frame.tsx'

/** What answers for an address below which there is no page, as that of an offer made in the demo. */
export const Missing = () => (
  <Frame title="missing.title">
    {({ t }) => (
      <>
        <p class="lead">{t('missing.text')}</p>
        <p class="row">
          <a class="button" href="/dashboard.html">
            {t('start.dashboard')}
          </a>
          <a href="/">{t('demo.start')}</a>
        </p>
      </>
    )}
  </Frame>
)
