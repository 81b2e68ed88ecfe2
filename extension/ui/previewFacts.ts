/** What stands in a preview page where the company's own facts go. Each is found nowhere else. */
export const previewFacts = {
  name: '⟦name⟧',
  email: 'preview@preview.invalid',
  phone: '+00 000 000 01',
  website: 'https://website.preview.invalid',
  siteAddress: 'https://site.preview.invalid',
  partnerId: '9999999999',
} as const
