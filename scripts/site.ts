import { pathToFileURL } from 'node:url'
import { bundledProgram } from '#site/program/program.ts'

/** `npm run site -- --publication FILE --out DIR [--to HOST] [--manifest FILE] [--force]` */

type Program = typeof import('#scripts/siteCommand.ts')

const bundled = await bundledProgram()
// A bundle that a loss of power has cut short is as good as none.
const program =
  bundled &&
  (await import(pathToFileURL(bundled).href).then(
    (module: Program) => module,
    () => null,
  ))
const { command } = program && 'command' in program ? program : await import('#scripts/siteCommand.ts')
process.exitCode = await command()
