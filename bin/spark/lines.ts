/** The lines of a stream, some at a time. They may be long: what was counted of a day is one. */
export async function* linesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder()
  let begun: string[] = []
  for await (const chunk of stream) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n')
    begun.push(first)
    const last = others.pop()
    if (last === undefined) continue
    yield [begun.join(''), ...others]
    begun = [last]
  }
  const rest = begun.join('')
  if (rest !== '') yield [rest]
}

/** Takes the first line of some lines, and leaves the others. */
export async function withHead(
  lines: AsyncGenerator<readonly string[]>,
): Promise<{ readonly head: string; readonly rest: AsyncIterable<readonly string[]> }> {
  const { value = [] } = await lines.next()
  const [head = '', ...first] = value as readonly string[]
  async function* rest() {
    yield first
    yield* lines
  }
  return { head, rest: rest() }
}
