import { render } from 'preact'
import { loadWords } from '#core/locale/screens/words.ts'
import '#theme.css'
import '#extension/demo/start.css'
import { languages } from '#core/model/kinds.ts'
import { Missing } from '#extension/demo/Missing.tsx'
import { Start } from '#extension/demo/Start.tsx'

// The page lets choose between them.
await Promise.all(languages.map((language) => loadWords(language, 'all')))
render(document.body.dataset.page === 'missing' ? <Missing /> : <Start />, document.getElementById('app')!)
