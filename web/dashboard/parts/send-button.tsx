import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Path } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import { errorText } from './error-text'

interface Props {
  readonly method: 'PATCH' | 'POST'
  readonly path: Path
  readonly body?: object
  /** Set for what is seldom done. */
  readonly isQuiet?: boolean
  readonly children: ComponentChildren
}

/** A button that changes something at once, and says where it could not. */
export function SendButton({ method, path, body, isQuiet = false, children }: Props): JSX.Element {
  const { client } = useAppContext()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const send = async () => {
    setIsSending(true)
    setProblem(null)
    await client.send(method, path, body).catch((error: unknown) => setProblem(errorText(error)))
    setIsSending(false)
  }
  return (
    <>
      <button type="button" class={isQuiet ? 'plain quiet' : undefined} onClick={send} disabled={isSending}>
        {children}
      </button>
      <span role="alert" class="problem">
        {problem}
      </span>
    </>
  )
}
