import { runChecks, typeChecks } from '#scripts/checks.ts'

const { failed } = await runChecks(typeChecks)
process.exitCode = failed ? 1 : 0
