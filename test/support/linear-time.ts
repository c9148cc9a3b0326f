/** CPU that this process takes for `act`, in microseconds: the least of several runs, which is the work and nothing else. */
export function cpuOf(act: () => void, runs = 5): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    act()
    const { user, system } = process.cpuUsage(before)
    return user + system
  })
  return Math.min(...times)
}

/**
 * Whether work is seen to grow with its length and no more, in one of several tries. A busy machine makes a try look
 * slow now and then; what is quadratic is slow in each.
 */
export const isLinear = (tryOnce: () => boolean): boolean => Array.from({ length: 6 }).some(tryOnce)
