import { readGlance } from '#core/workspace/glance.ts'
import { beginReading } from '#extension/ui/reading.ts'
import { loadAllWords } from '#extension/ui/spoken.ts'

/** What the dashboard begins with. */
export const reading = beginReading(readGlance)
void loadAllWords()
