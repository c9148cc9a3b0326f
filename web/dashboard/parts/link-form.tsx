import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { errorText } from './error-text'

interface Props {
  /** Makes the link that the form asks for. What it throws is told, and the form stays as it is. */
  readonly make: (form: HTMLFormElement) => Promise<void>
  /** The fields. */
  readonly children: ComponentChildren
}

/** Asks what a new link is for. */
export function LinkForm({ make, children }: Props): JSX.Element {
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem(null)
    await make(event.currentTarget).catch((error) => setProblem(errorText(error)))
  }
  return (
    <form class="making" onSubmit={submit}>
      {children}
      <p>
        <button type="submit" class="main">
          {words.makeLink}
        </button>{' '}
        <span role="alert" class="problem">
          {problem}
        </span>
      </p>
    </form>
  )
}
