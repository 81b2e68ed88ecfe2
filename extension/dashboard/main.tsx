import { render } from 'preact'
import '#extension/ui/fluent.ts'
import '#extension/ui/app.css'
import '#extension/dashboard/dashboard.css'
import { Dashboard } from '#extension/dashboard/Dashboard.tsx'
import { AppProvider } from '#extension/ui/AppProvider.tsx'

render(
  <AppProvider>
    <Dashboard />
  </AppProvider>,
  document.getElementById('app')!,
)
