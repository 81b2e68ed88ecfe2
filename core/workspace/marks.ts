import { stateAt } from '#core/clock/offer.ts'
import type { Version } from '#core/model/offer.ts'
import { askedGrant } from '#core/model/offered.ts'
import { isWithin } from '#core/model/range.ts'
import type { Recipient, RecipientState } from '#core/model/recipient.ts'
import { replyMarks, type ReplyContent, type ReplyMark } from '#core/model/reply.ts'
import type { ContentRead } from '#core/reply/content.ts'

/** Only these say numbers. */
const isCounted = ({ answer }: ReplyContent) => answer === 'accept' || answer === 'change'

/** What is wrong with the numbers of an answer, by the lines of the offer. */
function faultsOfCounts({ binding: { terms } }: Version, { answer, counts }: ReplyContent) {
  const lines = terms.kind === 'purchase' ? terms.lines : []
  const named = new Set(counts.map(({ line }) => line))
  return {
    outOfRange:
      answer === 'accept' &&
      counts.some(({ line, count }) => {
        const offered = lines.find((each) => each.id === line)
        return offered !== undefined && !isWithin(offered, count)
      }),
    lineTwice: named.size < counts.length,
    lineMissing: lines.some((each) => !named.has(each.id)),
    lineUnknown: counts.some(({ line }) => !lines.some((each) => each.id === line)),
  }
}

/** Whether the numbers of an acceptance can be taken as they are: each once, and within what the offer allows. */
export function countsFit(version: Version, content: ReplyContent): boolean {
  const { outOfRange, lineTwice, lineUnknown } = faultsOfCounts(version, content)
  return !outOfRange && !lineTwice && !lineUnknown
}

/** Whether the numbers of an answer differ from what was offered. */
export function hasChanges({ binding: { terms } }: Version, content: ReplyContent): boolean {
  if (terms.kind !== 'purchase' || !isCounted(content)) return false
  const counted = new Map(content.counts.map(({ line, count }) => [line, count]))
  return terms.lines.some((each) => counted.get(each.id) !== each.count)
}

/** States that wait for the customer. Out of any other one only a person moves a recipient. */
const waitingStates: readonly RecipientState[] = ['toSend', 'sent', 'received', 'asked']
export const waitsForAnswer = ({ state }: Recipient) => waitingStates.includes(state)

/** What marks are drawn from. */
type Arrived = Readonly<{
  version: Version
  read: ContentRead
  /** Null when nothing says who it is. */
  recipient: Recipient | null
  /** An earlier reply of that recipient counts. */
  isFurther: boolean
  /** Milliseconds since 1970. */
  now: number
}>

/** What is remarkable about a reply when it is taken in. Nothing in it is believed: not its clock, its token or its lines. */
export function marksOf({
  version,
  read: { content, repaired },
  recipient,
  isFurther,
  now,
}: Arrived): ReplyMark[] {
  const { audience, terms, closesAt } = version.binding
  const state = stateAt(version, now)
  const closed = Date.parse(closesAt)
  const isWrittenLate = Date.parse(content.at) >= closed
  const hasTokens = audience !== 'public'
  const faults = isCounted(content) ? faultsOfCounts(version, content) : null
  const holds: Readonly<Record<ReplyMark, boolean>> = {
    outdated: state === 'superseded',
    withdrawn: state === 'withdrawn',
    afterExpiry: isWrittenLate,
    late: !isWrittenLate && now >= closed,
    second: isFurther || (recipient !== null && !waitsForAnswer(recipient)),
    outOfRange: false,
    lineTwice: false,
    lineMissing: false,
    lineUnknown: false,
    ...faults,
    noToken: hasTokens && content.token === null,
    wrongToken: hasTokens && content.token !== null && content.token !== recipient?.token,
    delegationNotOffered:
      content.delegation === true && terms.kind !== 'delegation' && askedGrant(terms) === null,
    repaired,
    unreadable: false,
    unknownOffer: false,
  }
  return replyMarks.filter((mark) => holds[mark])
}
