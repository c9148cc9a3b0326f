import * as v from 'valibot'

/** What is said of a value that is not what was expected: it is repeated, for its writer to find it. */
export const wrong = (expected: string) => (issue: v.BaseIssue<unknown>) =>
  `${JSON.stringify(issue.input)} is not ${expected}`

/** An object that refuses what it does not know, and says what it knows. */
export function object<T extends v.ObjectEntries>(entries: T) {
  return v.strictObject(entries, ({ expected }) => {
    if (expected === 'never') return `is not known; known here: ${Object.keys(entries).join(', ')}`
    return expected === 'Object' ? 'is not an object; write it in cdk.json' : 'is required'
  })
}
