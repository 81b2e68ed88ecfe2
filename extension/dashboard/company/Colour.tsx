import { contrast, readableOn } from '#core/model/colour.ts'
import { useApp } from '#extension/ui/app.tsx'

/** The colour, and what it becomes where it would be hard to read. */
export function Colour({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const { t } = useApp()
  const on = (ground: string) => {
    const shown = readableOn(colour, ground)
    return {
      ground,
      shown,
      ratio: contrast(shown, ground).toFixed(1),
      kept: shown.toLowerCase() === colour.toLowerCase(),
    }
  }
  return (
    <div class="field">
      <label>
        <span class="label">{t('company.colour')}</span>
        <input
          type="color"
          name="colour"
          value={colour}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <p class="hint">
        {[on('#ffffff'), on('#16181c')].map(({ ground, shown, ratio, kept }, index) => (
          <span key={ground} class="contrast">
            <span class="swatch" style={{ background: shown }} />{' '}
            {t(index ? 'company.colourDark' : 'company.colourLight', { ratio })}
            {kept ? '' : ` ${t('company.colourMoved', { colour: shown })}`}
          </span>
        ))}
      </p>
    </div>
  )
}
