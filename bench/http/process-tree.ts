import { readdirSync, readFileSync } from 'node:fs'

/** What /proc counts CPU time in, on x86 and Arm: `getconf CLK_TCK`. */
const ticksPerSecond = 100

interface Process {
  readonly parent: number
  readonly ticks: number
}

/** CPU seconds that a process and all its descendants have used, those that have ended and were waited for among them. */
export function cpuSeconds(root: number): number {
  const all = processes()
  const ticks = (pid: number): number =>
    [...all].reduce(
      (sum, [child, { parent }]) => (parent === pid ? sum + ticks(child) : sum),
      all.get(pid)?.ticks ?? 0,
    )
  return ticks(root) / ticksPerSecond
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null
    if (stat !== null) found.set(Number(name), stat)
  }
  return found
}

/** `pid (name) state ppid …`; the name may hold anything, so what counts comes after the last `)`: proc(5). */
function statOf(pid: string): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15) as [
      number,
      number,
      number,
      number,
    ]
    return { parent: fields[1] as number, ticks: user + system + childrenUser + childrenSystem }
  } catch {
    return null // the process has ended meanwhile
  }
}
