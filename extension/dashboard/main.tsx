import '#theme.css'
import '#extension/dashboard/dashboard.css'
// Begins to read, which goes on while the screens are loaded.
import '#extension/dashboard/reading.ts'

void import('#extension/dashboard/show.tsx')
