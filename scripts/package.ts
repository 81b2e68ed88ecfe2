import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buildChecks, runChecks } from '#scripts/checks.ts'
import { buildExtension } from '#scripts/extension.ts'
import { packagesFolder, writePackages } from '#scripts/packages.ts'
import { root } from '#scripts/paths.ts'

/** `npm run package`: builds the extension and writes what is handed out into dist/packages, then checks it. */

// The sources of a package have no history, and need none.
if (existsSync(join(root, '.git'))) {
  const changed = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })
  if (changed) console.log(`Packed with what is not committed:\n${changed}`)
}

await buildExtension(join(root, 'dist'))
for (const file of await writePackages()) {
  const { size } = await stat(join(packagesFolder, file))
  console.log(`dist/packages/${file}  ${(size / 1000).toFixed(0)} kB`)
}
const { failed } = await runChecks(buildChecks)
process.exitCode = failed ? 1 : 0
