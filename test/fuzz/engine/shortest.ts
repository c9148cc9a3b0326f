/** Milliseconds after which it is short enough. */
const patience = 5000

/**
 * Leaves out of a text what is not needed for it to be still what it is: halves first, then smaller and smaller pieces.
 *
 * @param most how many shorter texts are tried
 */
export async function shortest(
  text: string,
  isStill: (text: string) => Promise<boolean>,
  most = 5000,
): Promise<string> {
  const end = performance.now() + patience
  let [short, tried] = [text, 0]
  for (let size = Math.ceil(text.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < short.length && tried < most && performance.now() < end; tried++) {
      const without = short.slice(0, at) + short.slice(at + size)
      if (await isStill(without)) short = without
      else at += size
    }
  }
  return short
}
