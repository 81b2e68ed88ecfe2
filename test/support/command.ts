import { spawn } from 'node:child_process'
import { expect } from 'vitest'
import { root } from '#scripts/paths.ts'

/**
 * Runs `npm run site` as a process of its own.
 *
 * @param through a command that runs it, for instance as somebody else
 * @param folder a copy of the sources other than these
 * @returns how it ended and all that it said
 */
export function command(
  args: readonly string[],
  through: readonly string[] = [],
  folder = root,
): Promise<{ code: number | null; said: string }> {
  const [program, ...rest] = [...through, process.execPath, 'scripts/site.ts', ...args]
  const child = spawn(program!, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  return new Promise((done) => child.on('close', (code) => done({ code, said })))
}

/** That it ends with a sentence that holds these words, without a trace of the program. */
export async function expectSentence(
  args: readonly string[],
  words: readonly string[],
  through: readonly string[] = [],
): Promise<void> {
  const { code, said } = await command(args, through)
  expect(code, said).toBe(1)
  for (const word of words) expect(said).toContain(word)
  expect(said).not.toMatch(/\n {4}at |node:|undefined|\[object|Error:|\b1 faults|: (tooLong|required|https)/)
}
