import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import type { Client } from '../api/client'
import { Problem } from '../api/problem'
import { isFrameable, signIn, signInMessage } from '../api/session'
import { errorText } from '../parts/error-text'
import { isOnThisMachine } from '../state/this-machine'
import { useStore } from '../state/use-store'
import { filled } from '../text/filled'

/** The sign-in form, which asks for a token. */
export function SignIn({ prefetch }: { prefetch: (client: Client) => void }): JSX.Element {
  const before = useStore(signInMessage)
  const [problem, setProblem] = useState<Problem | string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setIsBusy(true)
    setProblem(null)
    setProblem(await signIn({ text: String(data.get('token')), onDevice: data.has('keep'), prefetch }))
    setIsBusy(false)
  }
  const message = problem instanceof Problem ? errorText(problem) : (problem ?? before)
  if (isFrameable()) return <DeadLink message={message} />
  return (
    <main class="sign-in" id="content">
      <h1>Visitbook</h1>
      <p class="quiet">{words.subtitle}</p>
      <form onSubmit={submit}>
        <TokenField problem={message} />
        <label class="switch">
          <input name="keep" type="checkbox" />
          {words.staySignedIn}
        </label>
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? words.signingIn : words.signIn}
        </button>
        <p role="alert" class="problem" id="sign-in-problem">
          {message}
        </p>
      </form>
      <p class="quiet">
        <WhereTokenIs />
      </p>
    </main>
  )
}

/** On this machine the token is kept; a deployed service has its hash alone. */
function WhereTokenIs(): JSX.Element {
  if (isOnThisMachine())
    return <>{filled(words.tokenIsHere, <code>npm start</code>, <code>.visitbook/token</code>)}</>
  const makes = <code>./visitbook token</code>
  return (
    <>{filled(words.tokenWasShown, <code>./visitbook setup</code>, makes, <code>npm run deploy</code>)}</>
  )
}

/** On the page of another site nobody is asked for a token. */
const DeadLink = ({ message }: { message: ComponentChildren }): JSX.Element => (
  <main class="sign-in" id="content">
    <h1>Visitbook</h1>
    <p role="alert">{message}</p>
  </main>
)

/** Nothing else can be done here, so the field has the focus. */
function TokenField({ problem }: { problem: ComponentChildren }): JSX.Element {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <>
      <label for="token">{words.token}</label>
      <input
        ref={field}
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
}
