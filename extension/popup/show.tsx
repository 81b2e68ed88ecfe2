import { render } from 'preact'
import '#extension/ui/fluent.ts'
import { Popup } from '#extension/popup/Popup.tsx'
import { reading } from '#extension/popup/reading.ts'
import { AppProvider } from '#extension/ui/AppProvider.tsx'

render(
  <AppProvider reading={reading}>
    <Popup />
  </AppProvider>,
  document.getElementById('app')!,
)
