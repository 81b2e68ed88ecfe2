import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { root } from '#scripts/paths.ts'

/** Runs `npm test -- …args`. @returns its last line, and all that it said */
function npmTest(...args: string[]): Promise<{ last: string; said: string }> {
  // What Vitest tells a test that runs in it would mislead the one that is begun here.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  return new Promise((resolve) =>
    execFile(process.execPath, ['scripts/test.ts', ...args], { cwd: root, env }, (_, said) =>
      resolve({ last: said.trimEnd().split('\n').at(-1)!, said }),
    ),
  )
}

const file = 'test/core/model/code.test.ts'

describe('npm test', () => {
  it('with a unit test’s file checks, builds and starts nothing else, and counts', async () => {
    const { last, said } = await npmTest(file)
    expect(last).toMatch(/^[1-9]\d* passed, 0 failed$/)
    expect(said).not.toMatch(/dist\/|Chromium|✓ types|✓ lint/)
  })
  it('fails where no test has the name that was asked for', async () => {
    expect((await npmTest(file, '-t', 'no test has this name')).last).toBe('0 passed, 1 failed')
  })
})
