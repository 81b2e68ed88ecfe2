import type { Word } from '#core/locale/say.ts'

/** Words of overview, deadlines and what needs attention. */
export const overview = {
  'acting.on': 'Customer:',
  'acting.leave': 'Close',

  'person.switch': 'Switch user',
  'person.switchWhy':
    'Enter your own passphrase to continue as yourself. Anyone at this browser can read what it stores; passphrases protect the reply key and the product keys.',
  'person.switched': 'You are now working as yourself.',

  'deadline.over': 'Overdue',
  'deadline.thisWeek': 'This week',
  'deadline.nextWeek': 'Next week',
  'deadline.weekOf': 'Week of {date}',
  'deadline.none': 'No upcoming deadlines.',
  'deadline.kind.offer': 'Offers',
  'deadline.kind.trial': 'Trials',
  'deadline.kind.renewal': 'Renewals',
  'deadline.kind.subscription': 'Subscriptions',
  'deadline.kind.delegationRequest': 'Delegation requests',
  'deadline.kind.delegation': 'Delegations',
  'deadline.kind.key': 'Product keys',
  'deadline.kind.host': 'Access to the host',
  'deadline.kind.verify': 'Company information',
  'deadline.next.offer': 'Send the customer a reminder',
  'deadline.next.trial': 'Make a purchase offer',
  'deadline.next.renewal': 'Make any changes before this date',
  'deadline.next.subscription': 'Renew it or let it expire',
  'deadline.next.delegationRequest': 'Ask the customer to approve it, or send a new request',
  'deadline.next.delegation': 'Make a new delegation offer',
  'deadline.next.key': 'Redeem it, or use it for another customer',
  'deadline.next.host': 'Renew it at the host, then enter it under Publish',
  'deadline.next.verify': 'Check and confirm it',

  'overview.figures': 'Status',
  'overview.byState': 'Offers by status',
  'overview.byMonth': 'Replies by month',
  'overview.byWeek': 'Deadlines in the coming weeks',
  'overview.number': 'Number',
  'overview.links': 'Shortcuts',
  'overview.always': 'Your company',
  'overview.has': 'Your company is authorised.',
  'overview.lacks':
    'Your company is not authorised. Once it is, a global administrator can set this under Company.',
  'overview.openToAll':
    'Microsoft no longer enrols subscription advisors. You can still make your own trial and purchase pages with Tilbud. Microsoft’s advisor links, product keys and partner of record require advisor status.',
  'overview.link.trial': 'Create a trial invitation',
  'overview.link.purchase': 'Create a purchase offer',
  'overview.link.advisorLink': 'Add Microsoft’s advisor links to offers',
  'overview.link.delegation': 'Offer delegated administration',
  'overview.link.customers': 'Customers and subscriptions',
  'overview.link.requests': 'Service requests, passwords and portals',
  'overview.link.keys': 'Product keys',
  'overview.link.partnerOfRecord': 'Partner of record',
  'overview.link.company': 'Company information',
  'overview.link.staff': 'Staff and access',
  'overview.missing': 'Finish setting up',
  'missing.verified': 'Verify the company information. It has not been verified within the last year.',
  'missing.published': 'Publish your first offer.',
  'missing.domains': 'Add your company’s domains.',
  'missing.logo': 'Add a logo.',
  'missing.tenantId': 'Add your own tenant ID. It is needed for relationship links.',
  'missing.backup': 'Save a backup.',
  'missing.authorisations':
    'Choose your company’s authorisations. Without one, you cannot work for customers at Microsoft.',
  'overview.from': 'From {date}',
  'overview.selling.advisor': 'Microsoft bills your customers, and your offers say so.',
  'overview.selling.direct':
    'You bill your customers and Microsoft bills you. Your offers say that you send the invoice.',
  'overview.selling.indirect':
    'You bill your customers and buy from your distributor. Your offers say that you send the invoice.',
} as const satisfies Record<string, Word>
