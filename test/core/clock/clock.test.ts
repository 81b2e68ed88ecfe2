import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, endOfDay, isTimeZone, today } from '#core/clock/clock.ts'

describe('dates', () => {
  it('are counted over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  })
  it('end when the clocks of their time zone say so', () => {
    expect(endOfDay('2026-12-01', 'Europe/Oslo')).toBe('2026-12-01T23:00:00.000Z')
    expect(endOfDay('2026-07-01', 'Europe/Oslo')).toBe('2026-07-01T22:00:00.000Z')
    expect(endOfDay('2026-12-01', 'Asia/Shanghai')).toBe('2026-12-01T16:00:00.000Z')
    expect(endOfDay('2026-12-01', 'America/Los_Angeles')).toBe('2026-12-02T08:00:00.000Z')
  })
  it('end right on the days when the clocks change', () => {
    expect(endOfDay('2026-03-28', 'Europe/Oslo')).toBe('2026-03-28T23:00:00.000Z')
    expect(endOfDay('2026-03-29', 'Europe/Oslo')).toBe('2026-03-29T22:00:00.000Z')
    expect(endOfDay('2026-10-24', 'Europe/Oslo')).toBe('2026-10-24T22:00:00.000Z')
    expect(endOfDay('2026-10-25', 'Europe/Oslo')).toBe('2026-10-25T23:00:00.000Z')
  })
  it('are today by the clocks of a time zone', () => {
    const moment = Date.parse('2026-11-22T23:30:00Z')
    expect(today(moment, 'Europe/Oslo')).toBe('2026-11-23')
    expect(today(moment, 'America/New_York')).toBe('2026-11-22')
  })
  it('know a time zone when they see one', () => {
    expect(isTimeZone('Europe/Oslo')).toBe(true)
    expect(isTimeZone('Europe/Tromso')).toBe(false)
  })
})
