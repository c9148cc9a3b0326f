import * as v from 'valibot'

/** The message about an unexpected value. It repeats the value, so that the owner can find it. */
export const wrong = (expected: string) => (issue: v.BaseIssue<unknown>) =>
  `${JSON.stringify(issue.input)} is not ${expected}`

/** An object schema that refuses unknown keys, and lists the known ones. */
export function object<T extends v.ObjectEntries>(entries: T) {
  return v.strictObject(entries, ({ expected }) => {
    if (expected === 'never') return `is not known; known here: ${Object.keys(entries).join(', ')}`
    return expected === 'Object' ? 'is not an object; write it in visitbook.json' : 'is required'
  })
}

export function whole(least: number, most: number, unit: string) {
  const message = wrong(`a whole number of ${unit} from ${least} to ${most}`)
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message))
}

/** Parses one setting by itself. @throws Error with one line for each part at fault */
export function parseSetting<S extends v.GenericSchema>(
  name: string,
  schema: S,
  given: unknown,
): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(schema, given, { abortPipeEarly: true })
  if (success) return output
  const lines = issues.map(
    (issue) => `${[name, v.getDotPath(issue)].filter(Boolean).join('.')} ${issue.message}`,
  )
  throw new Error(lines.join('\n'))
}
