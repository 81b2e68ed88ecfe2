import { render } from 'preact'
import '#extension/ui/app.css'
import '#extension/demo/start.css'
import { Start } from '#extension/demo/Start.tsx'
import { followTheme } from '#extension/ui/fluent.ts'

followTheme()
render(<Start />, document.getElementById('app')!)
