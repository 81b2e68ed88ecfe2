import { render } from 'preact'
import '#extension/ui/app.css'
import '#extension/dashboard/dashboard.css'
import { Dashboard } from '#extension/dashboard/Dashboard.tsx'
import { AppProvider } from '#extension/ui/app.tsx'
import { followTheme } from '#extension/ui/fluent.ts'

followTheme()
render(
  <AppProvider>
    <Dashboard />
  </AppProvider>,
  document.getElementById('app')!,
)
