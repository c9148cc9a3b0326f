import type { ComponentChildren } from 'preact'
import * as words from '#words'
import { Problem, sentence, Unreachable } from '../api/problem'

/** What to tell the reader about an error. What the API says of it is English. */
export function errorText(error: unknown): ComponentChildren {
  if (error instanceof Problem) return <span lang="en">{sentence(error.detail)}</span>
  return error instanceof Unreachable ? words.unreachable : words.broken
}
