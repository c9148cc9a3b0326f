/** The progress of a long job, shown at a terminal and not in a pipe. */
export interface Progress {
  /** @param value how much is done; what exceeds the total counts as the total */
  update(value: number, shown?: Readonly<Record<string, string | number>>): void
  stop(): void
}

const silent: Progress = { update() {}, stop() {} }

/** @param format of cli-progress: `{bar} {percentage}%`, and the names that `update` is given */
export async function progressBar(format: string, total: number): Promise<Progress> {
  if (!process.stderr.isTTY || !(total > 0)) return silent
  const { SingleBar, Presets } = await import('cli-progress')
  const bar = new SingleBar({ format, clearOnComplete: false, etaBuffer: 100 }, Presets.shades_classic)
  bar.start(total, 0, { visits: 0, reached: '' })
  return {
    update: (value, shown = {}) => bar.update(Math.min(value, total), shown),
    stop: () => bar.stop(),
  }
}
