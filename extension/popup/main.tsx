import { render } from 'preact'
import '#extension/ui/fluent.ts'
import '#extension/ui/app.css'
import '#extension/popup/popup.css'
import { Popup } from '#extension/popup/Popup.tsx'
import { AppProvider } from '#extension/ui/AppProvider.tsx'

render(
  <AppProvider>
    <Popup />
  </AppProvider>,
  document.getElementById('app')!,
)
