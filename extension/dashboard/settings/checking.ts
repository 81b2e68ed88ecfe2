import type { Checked } from '#core/workspace/check.ts'

/** What is asked of the checking worker: to look, or to bring lists and search up to date first. */
export type CheckOrder = 'check' | 'rebuild'

/** What it says: how many of how many tables are checked, and once what was found. */
export type CheckNews =
  | Readonly<{ kind: 'progress'; done: number; all: number }>
  | (Readonly<{ kind: 'checked' }> & Checked)
  | Readonly<{ kind: 'failed'; what: string }>

/**
 * Checks every record of the workspace, in a worker.
 *
 * @throws Error when storage cannot be read
 */
export function check(
  order: CheckOrder,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Checked> {
  const worker = new Worker(new URL('./checkWorker.ts', import.meta.url), { type: 'module' })
  return new Promise<Checked>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<CheckNews>) => {
      if (data.kind === 'progress') onProgress(data.done, data.all)
      else if (data.kind === 'checked') resolve(data)
      else reject(new Error(data.what))
    }
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(order)
  }).finally(() => worker.terminate())
}
