/** Settles like `work`, or like `onTimeout` if that takes longer than `ms` milliseconds. Late work continues, and is ignored. */
export async function withTimeout<T>(work: Promise<T>, ms: number, onTimeout: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  }).then(onTimeout)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
