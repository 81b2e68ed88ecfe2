/** Starts what publishes. One place, so that pages and the background have one worker. */
export const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
