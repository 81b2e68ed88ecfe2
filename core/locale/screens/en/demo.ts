import type { Word } from '#core/locale/say.ts'

/** Words of the demo and its start page. They are no part of the extension, so they stand apart from its words. */
export const demo = {
  'start.title': 'Send offers as links, and get the answers back encrypted',
  'start.skip': 'Skip to content',
  'start.what':
    'Tilbud is a browser extension for Microsoft partners. You make a trial invitation, a purchase offer or an offer of delegated administration from the toolbar, and send it as a link to a page on your own site.',
  'start.how':
    'The customer reads the page, adjusts the number of licences, and accepts, declines or asks. The answer comes back encrypted, and you confirm it.',
  'start.where':
    'There is no server, no account and no subscription. Everything you keep stays in your own browser.',

  'start.workplace': 'Try it here',
  'start.workplaceWhat':
    'Popup and dashboard run in ordinary tabs, with a fictional partner’s customers and offers. Nothing needs installing.',
  'start.popup': 'Open the popup',
  'start.popupWhat': 'What the toolbar button opens: what to do, search, a new offer.',
  'start.dashboard': 'Open the dashboard',
  'start.dashboardWhat': 'The whole workplace: customers, offers, replies, deadlines, publishing.',

  'start.steps': 'An offer from start to finish',
  'start.step1':
    'Open the popup, choose Purchase, a customer and a product, and create the offer. Its link is copied.',
  'start.step2':
    'Open the dashboard. The offer is listed first, and you can see its page as the customer will.',
  'start.step3':
    'Now be the customer: open one of the open offers below, answer it, and copy the encrypted answer.',
  'start.step4': 'Paste it under Replies in the dashboard, and confirm it.',

  'start.pages': 'Pages that customers see',
  'start.pagesWhat': 'All of the example’s pages, drawn exactly as they would lie on the partner’s site.',
  'start.open': 'Open',
  'start.public': 'For everyone',
  'start.several': { one: '{n} customer', other: '{n} customers' },

  'start.load': 'Load the real extension',
  'start.loadWhat':
    'The extension is built from the source by {command}, into the folder {folder}. Then, in your browser:',
  'start.chromium': 'Chromium, Chrome',
  'start.edge': 'Edge',
  'start.firefox': 'Firefox',
  'start.address': 'Open {address}.',
  'start.developer': 'Turn on Developer mode.',
  'start.unpacked': 'Choose Load unpacked, and the folder {folder}.',
  'start.temporary': 'Choose Load Temporary Add-on, and the file {file}.',
  'start.temporaryNote': 'A temporary add-on is gone when Firefox closes.',
  'start.records': 'It has storage of its own: what you do in the demo is not there.',

  'missing.title': 'There is no page here',
  'missing.text':
    'The demo puts nothing online, so the link of an offer that you make in it leads nowhere. Its page is shown with the offer, in the dashboard.',

  'demo.label': 'About the demo',
  'demo.bar': 'This is the demo. What you do here stays in this browser. Do not enter real customers.',
  'demo.loading': 'Loading the example …',
  'demo.start': 'Start page',
  'demo.over': 'Start over',
  'demo.overSure': 'Everything you have done in the demo will be deleted, and the example loaded again.',
  'demo.overDo': 'Delete and start over',
  'demo.cancel': 'Cancel',
  'demo.overDenied': 'Only a global administrator may delete this workspace. Switch user first.',
  'demo.older':
    'The example’s pages have been built again since this demo was opened, and answers to them do not fit it. Start over to get the two together.',
  'demo.insecure':
    'The demo needs encryption, which browsers offer only over https or on this computer (localhost). Open it at such an address.',
  'demo.blocked': 'The browser blocked the new tab. Allow pop-ups for this address, and try again.',
  'demo.behind': 'The dashboard is open in another tab already: go there to see it.',
  'demo.badge': 'The extension would now show {n} on its toolbar button.',
  'demo.differs': 'What only the extension can do',
  'demo.differsBadge': 'Show the number of things to do on its button in the toolbar.',
  'demo.differsPopup': 'Open over whatever page you are on. Here, popup and dashboard are ordinary tabs.',
  'demo.differsAlarms': 'Keep that number right and lock the vault while no page of it is open.',
  'demo.differsKey':
    'Keep the key of an open vault in memory only. Here it lies in the browser’s storage until the vault locks.',
  'demo.differsOnline':
    'Be used for a site of your own. Offers made here can be published as a zip file, but their links lead nowhere.',
} as const satisfies Readonly<Record<string, Word>>
