import type { Word } from '#core/locale/say.ts'

/** Words of publishing by hand, and of the text that goes with it. */
export const publish = {
  'publish.what':
    'Every offer becomes a page on your own site. Publish, upload the result to your host, and confirm that the pages are online.',
  'publish.step1': 'Publish',
  'publish.step1Hint':
    'Builds your site on this computer: only the offer pages, no customer list and no notes.',
  'publish.zip': 'Publish as zip file',
  'publish.folder': 'Publish to folder',
  'publish.folderHint':
    'Choose an empty folder, or one that Tilbud has published to before. You are asked before any page is removed from it.',
  'publish.reading': 'Reading offers: {done} of {all}',
  'publish.checking': 'Checking offers: {percent} %',
  'publish.running': '{done} of {total} files',
  'publish.stopped': 'Stopped. Nothing was published.',
  'publish.stoppedFolder': 'Stopped. The folder is incomplete: publish again before you upload it.',
  'publish.doneZip': '{n} files in {name}. Unpack it; {guide} says what to do.',
  'publish.doneFolder': '{n} files written to {name}.',
  'publish.problem.otherFolder':
    'That folder contains other files, so nothing was written. Choose an empty folder, or one that Tilbud has published to before.',
  'publish.problem.tooLarge':
    'A zip file can be at most 4 GB. Publish to a folder, or export the publication file and build the site with the command.',
  'publish.problem.wouldLose': {
    one: 'The folder has {n} page that is not in this workspace: it comes from another workspace, or this one was restored from an older backup. If you go on, its link stops working.',
    other:
      'The folder has {n} pages that are not in this workspace: they come from another workspace, or this one was restored from an older backup. If you go on, their links stop working.',
  },
  'publish.problem.unknownPages': {
    one: 'The folder has {n} page that is not in this workspace and that this browser did not put there. If you go on, it stays as it is; only what all pages share is replaced.',
    other:
      'The folder has {n} pages that are not in this workspace and that this browser did not put there. If you go on, they stay as they are; only what all pages share is replaced.',
  },
  'publish.replace': 'Remove pages and publish',
  'publish.leave': 'Leave them there and publish',
  'publish.problem.failed': 'Publishing failed: {detail}',
  'publish.elsewhere': 'Build on another machine',
  'publish.elsewhereHint':
    'For a build server: export the publication file, which contains all pages, and run this command there.',
  'publish.step2': 'Upload it to your host',
  'publish.step2Hint':
    'Replace everything that is there, so that no old page stays online. Publish from one browser only; workspaces cannot be synced yet.',
  'publish.export': 'Export publication file',
  'publish.last': {
    one: 'Last published: number {number}, {when}, {n} open page.',
    other: 'Last published: number {number}, {when}, {n} open pages.',
  },
  'publish.step3': 'Confirm that the pages are online',
  'publish.allOnline': 'All offers are online.',
  'publish.exportFirst': 'Publish these first. Then you can confirm that they are online.',
  'publish.online': { one: 'Confirm page is online', other: 'Confirm {n} pages are online' },
  'publish.isOnline': 'Confirm page is online',
  'publish.markedOnline': 'Confirmed online.',
  'publish.stillOpen': {
    one: '{n} page still accepts replies to a closed offer. Publish again to close it.',
    other: '{n} pages still accept replies to closed offers. Publish again to close them.',
  },
  'publish.zipChanges': 'Only what has changed, as zip file',
  'publish.zipChangesHint':
    'Compared with what you last confirmed as online. The text file in it lists what to delete from your host. Netlify and Cloudflare replace everything with what you drag there: they need the whole zip.',
  'publish.problem.noChanges': 'Nothing has changed since what you last confirmed as online.',
  'publish.onlineNumber': 'Confirm that number {number} is online',
  'guide.file': 'READ-ME.txt',
  'guide.folder': 'pages',
  'guide.title': '{company}: offer pages, publication {number}',
  'guide.whole': {
    one: 'The folder “{folder}” holds the whole site: {n} file.',
    other: 'The folder “{folder}” holds the whole site: {n} files.',
  },
  'guide.changes': {
    one: 'The folder “{folder}” holds only what is new or has changed since you last confirmed the pages as online: {n} file. The other files are on your host already.',
    other:
      'The folder “{folder}” holds only what is new or has changed since you last confirmed the pages as online: {n} files. The other files are on your host already.',
  },
  'guide.upload':
    'Upload what is inside the folder “{folder}”, with its subfolders, to the place that {address} is served from. This text stays here.',
  'guide.replace': 'Replace the files that are there. Delete folders of offers that are there but not here.',
  'guide.goneBelow': 'Then delete the files listed below.',
  'guide.goneNone': 'There is nothing to delete.',
  'guide.confirm': 'Open {address}, and confirm in Tilbud, under Publish, that the pages are online.',
  'guide.hidden':
    'Files whose names begin with a full stop belong to the site too. Finder on a Mac shows them after Cmd + Shift + full stop.',
  'guide.root':
    'The site is served below {path}. If your host reads _headers, netlify.toml or staticwebapp.config.json, put those at the root of the whole website; their paths are written for that.',
  'guide.gone': { one: 'Delete this file from the host:', other: 'Delete these {n} files from the host:' },
  'guide.how': 'How to upload. Menus have the names that their owners used in November 2026.',
  'guide.ftp': 'WEB HOST, BY FTP OR FILE MANAGER',
  'guide.ftp1': 'Connect with your FTP program, or open File Manager in the control panel.',
  'guide.ftp2': 'Open the folder that {address} is served from, often public_html or www.',
  'guide.ftp3': 'Upload what is inside “{folder}”, and choose to overwrite.',
  'guide.azure': 'AZURE STORAGE',
  'guide.azure1':
    'Open Azure Storage Explorer, or Storage browser under your storage account in the Azure portal.',
  'guide.azure2': 'Open Blob containers, then $web.',
  'guide.azure3': 'Upload what is inside “{folder}”, with its folders, and choose to overwrite.',
  'guide.drop': 'NETLIFY OR CLOUDFLARE PAGES, BY DRAG AND DROP',
  'guide.drop1':
    'Netlify: open your project, then Deploys. Cloudflare: open Workers & Pages, your project, then Create a new deployment (at most 1,000 files).',
  'guide.drop2': 'Drag the folder “{folder}” there.',
  'guide.drop3': 'Wait until the deploy is published.',
  'guide.dropChanges':
    'They replace the whole site with what is dragged there. Use the zip with all pages instead.',
  'guide.git': 'A HOST THAT PUBLISHES FROM GIT',
  'guide.git1':
    'Copy what is inside “{folder}” into the folder of the repository that is published. Keep the repository private: whoever can read it finds every page.',
  'guide.git2': 'Commit and push.',
  'guide.git3': 'Wait until the host has published it.',
  'publish.moved': 'Moved from another address',
  'publish.movedHint':
    'Links you have sent begin with the old address. This zip holds a small page for each offer, open or closed, that leads to the same page at {address}. Upload it to the old place once the pages at the new address answer.',
  'publish.zipMoved': 'Pages that lead to the new address, as zip file',
  'guide.moved': 'Pages that lead from your old address to {address}',
  'guide.movedWhat': {
    one: 'The folder “{folder}” holds {n} file.',
    other: 'The folder “{folder}” holds {n} files: a page for each offer, open or closed.',
  },
  'guide.movedFirst': 'First see that the pages at {address} answer.',
  'guide.movedUpload':
    'Upload what is inside the folder “{folder}”, with its subfolders, to the OLD place, replacing the files that are there. Leave other files there as they are.',
  'guide.movedTry': 'Open a link that you sent before. It should lead to the new address.',
  'guide.movedStays':
    'Links that you have sent, and QR codes on paper, work for as long as the old place stands. Offers that you create from now on have the new address.',
} as const satisfies Record<string, Word>
