import { later } from '#extension/ui/later.ts'

/** The commands of the first screens. */
export const commands = later(() => import('#extension/ui/firstCommands.ts'))
