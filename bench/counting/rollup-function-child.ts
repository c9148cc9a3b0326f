/** Runs the bundled rollup function once, as Lambda would, and says what it took. */
export interface FunctionRun {
  /** CPU of this process, in milliseconds; the table's is apart. */
  readonly cpu: number
  readonly time: number
  /** Most resident memory, in MB. */
  readonly peak: number
}

/** Enough for any size: what is measured is memory and CPU. */
const remaining = 24 * 3_600_000

async function run(bundle: string): Promise<FunctionRun> {
  const { handler } = require(bundle) as {
    handler: (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<void>
  }
  const [began, before] = [performance.now(), process.cpuUsage()]
  await handler({}, { getRemainingTimeInMillis: () => remaining })
  const { user, system } = process.cpuUsage(before)
  return {
    cpu: (user + system) / 1000,
    time: performance.now() - began,
    peak: process.resourceUsage().maxRSS / 1024,
  }
}

run(process.argv[2] as string).then((found) => console.log(JSON.stringify(found)))
