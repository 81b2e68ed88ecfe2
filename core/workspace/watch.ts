import { Problem } from '#core/model/problem.ts'

/** What long work is at: it reads, it writes, or it makes lists and search anew. */
export type Step = 'reading' | 'writing' | 'lists'

/** Who watches long work: told how much of it is done, and asked after each part whether to go on. */
export type Watch = Readonly<{
  onPart?: (done: number, all: number, step: Step) => void
  isStopped?: () => boolean
}>

/** Ends work that a person has stopped. @throws Problem `stopped` */
export function goOn({ isStopped }: Watch): void {
  if (isStopped?.()) throw new Problem('stopped')
}
