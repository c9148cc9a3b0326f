import * as v from 'valibot'
import { InvalidInput } from './errors'

/**
 * Validates a value from outside and returns what `schema` makes of it.
 *
 * @throws InvalidInput naming the first field at fault and what its schema expects
 */
export function validate<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const field = v.getDotPath(issue) ?? 'body'
  throw new InvalidInput(`${field} ${issue.received === 'undefined' ? 'is required' : issue.message}`, field)
}
