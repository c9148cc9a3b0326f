import { InvalidArgumentError } from 'commander'

/** Reads a UTC day from an option. @throws InvalidArgumentError */
export function day(text: string): string {
  const time = Date.parse(`${text}T00:00:00.000Z`)
  if (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(text)
  )
    return text
  throw new InvalidArgumentError('Write a day such as 2026-11-01.')
}
