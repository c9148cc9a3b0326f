import type { JSX, TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { Client } from '../api/client'
import { isFrameable, signIn, signInMessage } from '../api/session'
import { useStore } from '../state/use-store'

/** The sign-in form, which asks for a token. */
export function SignIn({ prefetch }: { prefetch: (client: Client) => void }): JSX.Element {
  const before = useStore(signInMessage)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setIsBusy(true)
    setProblem(null)
    setProblem(await signIn({ text: String(data.get('token')), onDevice: data.has('keep'), prefetch }))
    setIsBusy(false)
  }
  const message = problem ?? before
  if (isFrameable()) return <DeadLink message={message} />
  return (
    <main class="sign-in" id="content">
      <h1>Visitbook</h1>
      <p class="quiet">The visitors’ book of your web page.</p>
      <form onSubmit={submit}>
        <TokenField problem={message} />
        <label class="switch">
          <input name="keep" type="checkbox" />
          Stay signed in on this device
        </label>
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? 'Signing in…' : 'Sign in'}
        </button>
        <p role="alert" class="problem" id="sign-in-problem">
          {message}
        </p>
      </form>
      <p class="quiet">
        Run <code>npx visitbook token</code> to make one.
      </p>
    </main>
  )
}

/** On the page of another site nobody is asked for a token. */
const DeadLink = ({ message }: { message: string | null }): JSX.Element => (
  <main class="sign-in" id="content">
    <h1>Visitbook</h1>
    <p role="alert">{message}</p>
  </main>
)

const TokenField = ({ problem }: { problem: string | null }): JSX.Element => (
  <>
    <label for="token">Token</label>
    <input
      id="token"
      name="token"
      type="password"
      autocomplete="current-password"
      spellcheck={false}
      required
      aria-invalid={problem !== null}
      aria-describedby={problem === null ? undefined : 'sign-in-problem'}
    />
  </>
)
