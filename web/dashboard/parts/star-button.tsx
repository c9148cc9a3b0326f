import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { organisationKeyPath } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import { errorText } from './error-text'

interface Props {
  readonly of: { readonly key: string; readonly name: string }
  readonly isStarred: boolean
}

/** Marks an organisation, or takes the mark off. */
export function StarButton({ of: { key, name }, isStarred }: Props): JSX.Element {
  const { client } = useAppContext()
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const turn = () => {
    setProblem(null)
    client
      .send('PATCH', organisationKeyPath(key), { star: isStarred ? null : true })
      .catch((error: unknown) => setProblem(errorText(error)))
  }
  return (
    <>
      <button
        type="button"
        class="plain star"
        aria-pressed={isStarred}
        aria-label={words.starOf(name)}
        onClick={turn}
      >
        <svg aria-hidden="true" width="16" height="16" viewBox="0 0 24 24">
          <path d="M12 2.5l2.9 6.2 6.8.8-5 4.7 1.3 6.7-6-3.3-6 3.3 1.3-6.7-5-4.7 6.8-.8z" />
        </svg>
      </button>
      {problem !== null && (
        <span role="alert" class="problem">
          {problem}
        </span>
      )}
    </>
  )
}
