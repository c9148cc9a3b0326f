import { writeFileSync } from 'node:fs'
import { type ControlGroup, openControlGroup } from '../harness/control-group'

/** A control group that holds processes to a share of one CPU. */
export interface CpuGroup extends Pick<ControlGroup, 'close'> {
  /** @param share of one CPU, above 0 and below 1 */
  hold(pid: number, share: number): void
}

/**
 * Microseconds. Linux's own default is 100 ms; with Lambda's smaller shares that would be one pause of 93 ms instead of
 * several of 18, and AWS documents only the share.
 */
const period = 20_000

/** @throws Error saying why there is none */
export function openCpuGroup(): CpuGroup {
  const { isV1, members, set, close } = opened()
  return {
    hold: (pid, share) => {
      const quota = Math.round(share * period)
      if (isV1) {
        set('cpu.cfs_period_us', period)
        set('cpu.cfs_quota_us', quota)
      } else set('cpu.max', `${quota} ${period}`)
      writeFileSync(members, `${pid}`)
    },
    close,
  }
}

function opened(): ControlGroup {
  try {
    return openControlGroup('cpu')
  } catch (error) {
    throw new Error(`no CPU share can be set here: ${(error as Error).message}`)
  }
}
