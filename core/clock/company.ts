import type { Company } from '#core/model/company.ts'

/** Days for which the company's facts count as read. */
export const verifiedDays = 365

/** Whether a person has read the company's facts within the last verifiedDays * 86_400_000. */
export const isVerified = (company: Company, now: number) =>
  company.verified !== null && now - Date.parse(company.verified.at) < verifiedDays * 86_400_000
