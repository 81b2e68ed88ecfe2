/**
 * What a host sends with every page. The page's own policy stands in the page
 * and binds what it loads; these say what a page cannot say of itself, and
 * never the same thing twice.
 */
const headers = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
} as const

/** An offer may be closed at any time: a page is asked for again, and only what changes its name with its content is kept. */
const fresh = 'no-cache'
const hashed = 'public, max-age=31536000, immutable'

const lines = (format: (name: string, value: string) => string, cache: string) =>
  [...Object.entries(headers), ['Cache-Control', cache] as const]
    .map(([name, value]) => format(name, value))
    .join('\n')

/** `_headers`: Netlify, Cloudflare Pages and others. A more specific rule stands last. */
const underscoreHeaders = (base: string) => `${base}*
${lines((name, value) => `  ${name}: ${value}`, fresh)}

${base}_astro/*
  ! Cache-Control
  Cache-Control: ${hashed}
`

const netlify = (base: string) => {
  const rule = (path: string, values: string) =>
    `[[headers]]\n  for = "${path}"\n  [headers.values]\n${values}\n`
  return [
    rule(
      `${base}*`,
      lines((name, value) => `    ${name} = "${value}"`, fresh),
    ),
    rule(`${base}_astro/*`, `    Cache-Control = "${hashed}"`),
  ].join('\n')
}

const staticWebApp = (base: string) =>
  `${JSON.stringify(
    {
      trailingSlash: 'always',
      globalHeaders: { ...headers, 'Cache-Control': fresh },
      routes: [{ route: `${base}_astro/*`, headers: { 'Cache-Control': hashed } }],
      responseOverrides: { 404: { rewrite: `${base}404.html` } },
    },
    null,
    2,
  )}\n`

/**
 * Only what FileInfo allows, and nothing without its module: `Options` answers
 * 500 where it may not be set. Which cache a file gets depends on its address,
 * which mod_headers can ask for itself.
 */
const apache = (base: string) => `ErrorDocument 404 ${base}404.html
<IfModule mod_headers.c>
${Object.entries(headers)
  .map(([name, value]) => `Header always set ${name} "${value}"`)
  .join('\n')}
Header always set Cache-Control "${fresh}"
Header always set Cache-Control "${hashed}" "expr=%{REQUEST_URI} =~ m#^${base}_astro/#"
</IfModule>
<IfModule mod_deflate.c>
<IfModule mod_filter.c>
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript
</IfModule>
</IfModule>
`

/**
 * Part of a `server` block: `include` it beside `root`. It answers for the
 * site's own addresses alone, so that a `location /` of the server's own may
 * stand beside it.
 */
export const nginxSnippet = (base: string) => {
  const location = (path: string, cache: string, more: string) => `location ${path} {
${lines((name, value) => `  add_header ${name} "${value}" always;`, cache)}
  gzip on;
  gzip_vary on;
  gzip_comp_level 6;
  gzip_types text/css text/javascript application/javascript;
${more}}
`
  const pages = `  index index.html;\n  try_files $uri $uri/index.html =404;\n  error_page 404 ${base}404.html;\n`
  // Below a path all is the site's. At the root of a host it shares with whatever else lies there.
  const places =
    base === '/' ? ['~ ^/(index\\.html|404\\.html|company\\.css)?$', '~ "^/[0-9]{4,10}/"'] : [`^~ ${base}`]
  return [
    ...places.map((place) => location(place, fresh, pages)),
    location(`^~ ${base}_astro/`, hashed, '  try_files $uri =404;\n'),
  ].join('')
}

/**
 * The files that hosts read from the folder that they serve.
 *
 * @param base the path that the site lies below, with a slash at its end
 */
export const deployFiles = (base: string): Readonly<Record<string, string>> => ({
  _headers: underscoreHeaders(base),
  'netlify.toml': netlify(base),
  'staticwebapp.config.json': staticWebApp(base),
  '.htaccess': apache(base),
  // GitHub Pages leaves out folders that begin with an underscore without it.
  '.nojekyll': '',
})
