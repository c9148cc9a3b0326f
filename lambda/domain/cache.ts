/**
 * `make`, with its last `size` answers kept, the oldest dropped first. For pure and costly functions of a text
 * that comes again and again, such as a user agent.
 */
export function remember<T extends object>(make: (text: string) => T, size: number): (text: string) => T {
  const answers = new Map<string, T>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = make(text)
    if (answers.size >= size) answers.delete(answers.keys().next().value as string)
    answers.set(text, answer)
    return answer
  }
}
