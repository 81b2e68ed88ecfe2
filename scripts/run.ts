import { spawn } from 'node:child_process'
import { root } from '#scripts/paths.ts'

export type Ran = Readonly<{ code: number; output: string }>

/**
 * Runs a program of the project with its output shown and kept.
 *
 * @param program a name in node_modules/.bin or in PATH
 */
export function run(program: string, args: readonly string[], { quiet = false } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      if (!quiet) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
