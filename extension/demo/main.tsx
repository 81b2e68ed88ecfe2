import { render } from 'preact'
import '#extension/ui/fluent.ts'
import '#extension/ui/app.css'
import '#extension/demo/start.css'
import { Missing } from '#extension/demo/Missing.tsx'
import { Start } from '#extension/demo/Start.tsx'

render(document.body.dataset.page === 'missing' ? <Missing /> : <Start />, document.getElementById('app')!)
