import { describe, expect, it } from 'vitest'
import { readEntries, readEtag } from '#core/hosting/multistatus.ts'

/** A folder `våre tilbud` with a file and a folder, in the forms of several servers. */
const samples: Readonly<Record<string, string>> = {
  'Apache mod_dav': `<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:">
<D:response xmlns:lp1="DAV:" xmlns:lp2="http://apache.org/dav/props/">
<D:href>/dav/v%c3%a5re%20tilbud/</D:href>
<D:propstat>
<D:prop>
<lp1:resourcetype><D:collection/></lp1:resourcetype>
<lp1:getetag>W/"1000-661348d7485ff"</lp1:getetag>
</D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
<D:response xmlns:lp1="DAV:" xmlns:lp2="http://apache.org/dav/props/">
<D:href>/dav/v%c3%a5re%20tilbud/index.html</D:href>
<D:propstat>
<D:prop>
<lp1:resourcetype/>
<lp1:getetag>"2-661348d5fe100"</lp1:getetag>
</D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
<D:response xmlns:lp1="DAV:" xmlns:lp2="http://apache.org/dav/props/">
<D:href>/dav/v%c3%a5re%20tilbud/4839201/</D:href>
<D:propstat>
<D:prop>
<lp1:resourcetype><D:collection/></lp1:resourcetype>
</D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
</D:multistatus>
`,
  'nginx-dav-ext': `<?xml version="1.0" encoding="utf-8" ?>
<D:multistatus xmlns:D="DAV:">
<D:response>
<D:href>/v%C3%A5re%20tilbud/</D:href>
<D:propstat>
<D:prop>
<D:resourcetype><D:collection/></D:resourcetype>
</D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
<D:response>
<D:href>/v%C3%A5re%20tilbud/4839201</D:href>
<D:propstat>
<D:prop>
<D:resourcetype><D:collection/></D:resourcetype>
</D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
<D:response>
<D:href>/v%C3%A5re%20tilbud/index.html</D:href>
<D:propstat>
<D:prop>
<D:resourcetype></D:resourcetype>
</D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
</D:multistatus>
`,
  Nextcloud: `<?xml version="1.0"?>
<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:response><d:href>/remote.php/dav/files/kari/v%c3%a5re%20tilbud/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype><d:getetag>&quot;5f9b&quot;</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response><d:response><d:href>/remote.php/dav/files/kari/v%c3%a5re%20tilbud/index.html</d:href><d:propstat><d:prop><d:resourcetype/><d:getetag>&quot;a1b2&quot;</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response><d:response><d:href>/remote.php/dav/files/kari/v%c3%a5re%20tilbud/4839201/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:getetag/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response></d:multistatus>`,
  IIS: `<?xml version="1.0" encoding="utf-8"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>http://hotel.example/v%C3%A5re%20tilbud/</D:href><D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop><D:getetag/><D:resourcetype><D:collection/></D:resourcetype></D:prop></D:propstat></D:response><D:response><D:href>http://hotel.example/v%C3%A5re%20tilbud/4839201/</D:href><D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop><D:getetag/><D:resourcetype><D:collection/></D:resourcetype></D:prop></D:propstat></D:response><D:response><D:href>http://hotel.example/v%C3%A5re%20tilbud/index.html</D:href><D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop><D:getetag>"9d0eb4d1e0c1:0"</D:getetag><D:resourcetype/></D:prop></D:propstat></D:response></D:multistatus>`,
  lighttpd: `<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:ns0="urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/">
<D:response>
<D:href>/v%c3%a5re%20tilbud/</D:href>
<D:propstat>
<D:prop>
<D:resourcetype><D:collection/></D:resourcetype></D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
<D:propstat>
<D:prop>
<D:getetag/></D:prop>
<D:status>HTTP/1.1 404 Not Found</D:status>
</D:propstat>
</D:response>
<D:response>
<D:href>/v%c3%a5re%20tilbud/index.html</D:href>
<D:propstat>
<D:prop>
<D:getetag>"1234567890"</D:getetag></D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
<D:response>
<D:href>/v%c3%a5re%20tilbud/4839201/</D:href>
<D:propstat>
<D:prop>
<D:resourcetype><D:collection/></D:resourcetype></D:prop>
<D:status>HTTP/1.1 200 OK</D:status>
</D:propstat>
</D:response>
</D:multistatus>
`,
  'a server without prefixes that encodes nothing': `<multistatus xmlns="DAV:">
  <!-- no prefix -->
  <response><href>
    /våre tilbud</href><propstat><prop><resourcetype><collection /></resourcetype></prop></propstat></response>
  <response><href>/våre tilbud/4839201</href><propstat><prop><resourcetype><collection></collection></resourcetype></prop></propstat></response>
  <response><href>/våre tilbud/index.html</href><propstat><prop><resourcetype /></prop></propstat></response>
</multistatus>`,
}

const there = new Map([
  ['index.html', false],
  ['4839201', true],
])
const seen = (xml: string, folder = 'våre tilbud') => {
  const entries = readEntries(xml, folder)
  return entries && new Map(entries.map(({ name, isFolder }) => [name, isFolder]))
}

describe('what a server answers to PROPFIND', () => {
  it.each(Object.keys(samples))('is read from %s', (server) => {
    expect(seen(samples[server]!)).toEqual(there)
  })

  it('is nothing when it was cut off, is of another folder, or is no such answer', () => {
    const xml = samples.Nextcloud!
    for (let end = 0; end < xml.length; end += 7) expect(seen(xml.slice(0, end))).toBeNull()
    expect(seen(xml, 'tilbud')).toBeNull()
    expect(seen('<html><body>Hello</body></html>')).toBeNull()
    // Without the folder itself its only file would stand for it, and the folder be empty.
    expect(seen(xml.replace(/<d:response>.*?<\/d:response>/, ''))).toBeNull()
  })

  it('leaves out what lies deeper', () => {
    const xml = samples.IIS!
    const deeper = xml.replaceAll('tilbud/index.html', 'tilbud/4839201/index.html')
    expect(seen(deeper)).toEqual(new Map([['4839201', true]]))
  })

  it('may be without a proxy’s part of the path', () => {
    expect(seen(samples.Nextcloud!.replaceAll('/remote.php/dav/files/kari', ''))).toEqual(there)
    expect(
      seen(samples.IIS!.replaceAll('http://hotel.example/', 'https://inside.example:8443/a/b/')),
    ).toEqual(there)
  })

  it('has names with any symbol', () => {
    const nameOf = (name: string) =>
      readEntries(samples.IIS!.replace('index.html', name), 'våre tilbud')?.find(({ isFolder }) => !isFolder)
        ?.name
    expect(nameOf('R&amp;D%20%26%20&#229;&#xE6;.html')).toBe('R&D & åæ.html')
    // Neither leads out of the folder, nor keeps others from being read.
    expect(nameOf('100%.html')).toBe('100%.html')
    expect(nameOf('a%2F..%2Fb.html')).toBeUndefined()
    expect(nameOf('../../b.html')).toBeUndefined()
  })

  it('gives an ETag for conditions when it is a strong one', () => {
    const of = (etag: string) =>
      readEtag(
        `<D:multistatus xmlns:D="DAV:"><D:response><D:href>/a.json</D:href><D:propstat><D:prop><D:getetag>${etag}</D:getetag></D:prop></D:propstat></D:response></D:multistatus>`,
      )
    expect(of('"a1"')).toBe('"a1"')
    expect(of('&quot;a1&quot;')).toBe('"a1"')
    expect(of('W/"a1"')).toBeNull()
    expect(of('')).toBeNull()
    expect(readEtag('<html></html>')).toBeNull()
  })
})
