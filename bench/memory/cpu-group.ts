import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A control group that holds processes to a share of one CPU. */
export interface CpuGroup {
  /** @param share of one CPU, above 0 and below 1 */
  hold(pid: number, share: number): void
  /** Once its processes are gone. */
  close(): Promise<void>
}

/**
 * Microseconds. Linux's own default is 100 ms; with Lambda's smaller shares that would be one pause of 93 ms instead of
 * several of 18, and AWS documents only the share.
 */
const period = 20_000

const root = '/sys/fs/cgroup'

/** @throws Error saying why there is none: it takes root and the cpu controller of cgroup v1 or v2 */
export function openCpuGroup(): CpuGroup {
  const isV1 = existsSync(join(root, 'cpu/cpu.cfs_quota_us'))
  const folder = join(root, isV1 ? 'cpu' : '', `visitbook-bench-${process.pid}`)
  try {
    if (!isV1) writeFileSync(join(root, 'cgroup.subtree_control'), '+cpu')
    mkdirSync(folder)
  } catch (error) {
    throw new Error(`no CPU share can be set here: ${(error as Error).message}`)
  }
  const set = (file: string, value: string | number) => writeFileSync(join(folder, file), `${value}`)
  return {
    hold: (pid, share) => {
      const quota = Math.round(share * period)
      if (isV1) {
        set('cpu.cfs_period_us', period)
        set('cpu.cfs_quota_us', quota)
      } else set('cpu.max', `${quota} ${period}`)
      set('cgroup.procs', pid)
    },
    close: async () => {
      for (let tries = 50; ; tries--) {
        try {
          rmdirSync(folder)
          return
        } catch (error) {
          if (tries === 0) throw error
          await sleep(20) // a process that has been killed still leaves
        }
      }
    },
  }
}
