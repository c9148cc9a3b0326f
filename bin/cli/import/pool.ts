/**
 * Acts on each item, on at most `width` at once, and takes the next one only when there is room.
 *
 * @throws the first failure, once what was under way has ended
 */
export async function eachAtMost<T>(
  width: number,
  items: AsyncGenerator<T>,
  act: (item: T) => Promise<void>,
): Promise<void> {
  let failed = false
  const worker = async () => {
    while (!failed) {
      const { done, value } = await items.next()
      if (done) return
      await act(value).catch((error) => {
        failed = true
        throw error
      })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: width }, worker))
  await items.return(undefined)
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken !== undefined) throw broken.reason
}
