import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A control group of Linux, in which processes get no more than it is set to. */
export interface ControlGroup {
  readonly isV1: boolean
  /** A process whose number is written into this file joins the group, and so do those that it starts. */
  readonly members: string
  /** @param file of the group's folder, such as `cpu.max` */
  set(file: string, value: string | number): void
  /** Once its processes are gone. */
  close(): Promise<void>
}

const root = '/sys/fs/cgroup'

/** @throws Error saying why there is none: it takes root and the controller, in cgroup v1 or v2 */
export function openControlGroup(controller: 'cpu' | 'memory'): ControlGroup {
  const isV1 = existsSync(join(root, controller, 'cgroup.procs'))
  const folder = join(root, isV1 ? controller : '', `visitbook-bench-${process.pid}`)
  if (!isV1) writeFileSync(join(root, 'cgroup.subtree_control'), `+${controller}`)
  mkdirSync(folder)
  return {
    isV1,
    members: join(folder, 'cgroup.procs'),
    set: (file, value) => writeFileSync(join(folder, file), `${value}`),
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
