/** One measured figure. Names are dotted paths: `site.full.tilbud`. */
export type Figure = Readonly<{ name: string; value: number; unit: string }>

/** A benchmark: compares things side by side in one run. Options are those of the command line, `--offers 1000`. */
export type Bench = (options: Readonly<Record<string, unknown>>) => Promise<Figure[]>

/** The middle of several measurements of `work`, in milliseconds, after one that does not count. */
export async function median(work: () => Promise<unknown>, rounds = 5): Promise<number> {
  await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!
}

export const rounded = (value: number, places = 2) => Math.round(value * 10 ** places) / 10 ** places
