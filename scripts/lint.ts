import { runChecks, sourceChecks } from '#scripts/checks.ts'

const { failed } = await runChecks(sourceChecks)
process.exitCode = failed ? 1 : 0
