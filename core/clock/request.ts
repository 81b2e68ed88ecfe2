import { responseHours } from '#core/model/kinds.ts'
import type { ServiceRequest } from '#core/model/request.ts'

/** The first moment at which Microsoft's answer is late, in milliseconds; null when it was not sent. */
export const answerDue = ({ sentAt, severity }: Pick<ServiceRequest, 'sentAt' | 'severity'>): number | null =>
  sentAt === null ? null : Date.parse(sentAt) + responseHours[severity] * 3_600_000
