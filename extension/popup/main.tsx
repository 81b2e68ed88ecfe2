import '#theme.css'
import '#extension/popup/popup.css'
// Begins to read, which goes on while the screens are loaded.
import '#extension/popup/reading.ts'

void import('#extension/popup/show.tsx')
