import { ExamplePages } from '#extension/demo/ExamplePages.tsx'
import { Frame } from '#extension/demo/Frame.tsx'
import { LoadExtension } from '#extension/demo/LoadExtension.tsx'

const steps = [1, 2, 3, 4] as const

/** For newcomers: what Tilbud is, with everything to try one click away. */
export const Start = () => (
  <Frame title="start.title">
    {({ speak, t }) => (
      <>
        <div class="lead">
          <p>{t('start.what')}</p>
          <p>{t('start.how')}</p>
          <p>{t('start.where')}</p>
        </div>
        <section aria-labelledby="workplace">
          <h2 id="workplace">{t('start.workplace')}</h2>
          <p>{t('start.workplaceWhat')}</p>
          <div class="cards">
            <p class="card">
              <a class="button" href="popup.html">
                {t('start.popup')}
              </a>
              <span>{t('start.popupWhat')}</span>
            </p>
            <p class="card">
              <a class="button" href="dashboard.html">
                {t('start.dashboard')}
              </a>
              <span>{t('start.dashboardWhat')}</span>
            </p>
          </div>
          {!isSecureContext && <p class="warn">{t('demo.insecure')}</p>}
          <h3>{t('start.steps')}</h3>
          <ol>
            {steps.map((each) => (
              <li key={each}>{t(`start.step${each}`)}</li>
            ))}
          </ol>
        </section>
        <ExamplePages speak={speak} t={t} />
        <LoadExtension t={t} />
      </>
    )}
  </Frame>
)
