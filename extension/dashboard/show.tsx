import { render } from 'preact'
import '#extension/ui/fluent.ts'
import '#extension/ui/fluentMore.ts'
import { Dashboard } from '#extension/dashboard/Dashboard.tsx'
import { reading } from '#extension/dashboard/reading.ts'
import { AppProvider } from '#extension/ui/AppProvider.tsx'

render(
  <AppProvider reading={reading}>
    <Dashboard />
  </AppProvider>,
  document.getElementById('app')!,
)
