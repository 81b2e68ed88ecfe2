import type { CompanyInput } from '#core/model/company.ts'

/** A country and what is paid with there. */
type Place = Readonly<{ country: string; currency: CompanyInput['currency'] }>

const place = (country: string, currency: Place['currency']): Place => ({ country, currency })

const places: Readonly<Record<string, Place>> = {
  'Europe/Oslo': place('NO', 'NOK'),
  'Europe/Stockholm': place('SE', 'SEK'),
  'Europe/Copenhagen': place('DK', 'DKK'),
  'Europe/Helsinki': place('FI', 'EUR'),
  'Atlantic/Reykjavik': place('IS', 'ISK'),
  'Europe/London': place('GB', 'GBP'),
  'Europe/Dublin': place('IE', 'EUR'),
  'Europe/Berlin': place('DE', 'EUR'),
  'Europe/Vienna': place('AT', 'EUR'),
  'Europe/Zurich': place('CH', 'CHF'),
  'Europe/Amsterdam': place('NL', 'EUR'),
  'Europe/Brussels': place('BE', 'EUR'),
  'Europe/Luxembourg': place('LU', 'EUR'),
  'Europe/Paris': place('FR', 'EUR'),
  'Europe/Madrid': place('ES', 'EUR'),
  'Europe/Lisbon': place('PT', 'EUR'),
  'Europe/Rome': place('IT', 'EUR'),
  'Europe/Tallinn': place('EE', 'EUR'),
  'Europe/Riga': place('LV', 'EUR'),
  'Europe/Vilnius': place('LT', 'EUR'),
  'America/New_York': place('US', 'USD'),
  'America/Chicago': place('US', 'USD'),
  'America/Denver': place('US', 'USD'),
  'America/Phoenix': place('US', 'USD'),
  'America/Los_Angeles': place('US', 'USD'),
  'America/Anchorage': place('US', 'USD'),
  'Pacific/Honolulu': place('US', 'USD'),
  'Asia/Shanghai': place('CN', 'CNY'),
}

/** Where a time zone (IANA) lies and its currency, for the common ones; null where that is for a person to say. */
export const placeOf = (timeZone: string): Place | null => places[timeZone] ?? null
