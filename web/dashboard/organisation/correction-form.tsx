import type { JSX, TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import { errorText } from '../api/problem'
import { useAppContext } from '../state/app-context'
import { kindNames } from '../text/kind'
import type { OneOrganisation } from './organisation-page'

/** Lets the owner correct an organisation's name, kind and domain, or mark it as the owner's own. */
export function CorrectionForm({ organisation }: { organisation: OneOrganisation }): JSX.Element {
  const { client } = useAppContext()
  const { asn, correction } = organisation
  const [status, setStatus] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const path = `/organisations/${asn}`

  const act = async (change: () => Promise<unknown>, done: string) => {
    setProblem(null)
    setStatus('')
    await change().then(
      () => setStatus(done),
      (error: unknown) => setProblem(errorText(error)),
    )
  }
  const save = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const message = messageOf(new FormData(event.currentTarget), organisation)
    act(() => client.send('PATCH', path, message), 'Saved')
  }
  return (
    <form class="correction" onSubmit={save}>
      <h2>Correct this</h2>
      <p class="quiet">Your correction applies at once, to old visits too.</p>
      <Fields key={JSON.stringify(organisation)} of={organisation} />
      <p>
        <button type="submit" class="main">
          Save
        </button>{' '}
        {correction !== null && (
          <button type="button" onClick={() => act(() => client.send('DELETE', path), 'Withdrawn')}>
            Withdraw
          </button>
        )}{' '}
        <span role="status" class="quiet">
          {status}
        </span>
      </p>
      <p role="alert" class="problem">
        {problem}
      </p>
    </form>
  )
}

/** The fields, filled with the current values. */
function Fields({ of: { name, kind, domain, correction } }: { of: OneOrganisation }): JSX.Element {
  return (
    <>
      <label>
        Name
        <input name="name" maxLength={100} defaultValue={name} />
      </label>
      <label>
        Kind
        <select name="kind" defaultValue={kind}>
          {Object.entries(kindNames).map(([value, text]) => (
            <option key={value} value={value} selected={value === kind}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label>
        Web domain
        <input name="domain" maxLength={253} defaultValue={domain ?? ''} placeholder="example.com" />
      </label>
      <label class="switch">
        <input type="checkbox" name="mine" defaultChecked={correction?.mine ?? false} />
        This is my own network: leave its visits out
      </label>
    </>
  )
}

/** The message has only the fields that were changed. An empty field withdraws its correction. */
function messageOf(data: FormData, { name, kind, domain }: OneOrganisation): object {
  const text = (field: string) => String(data.get(field) ?? '').trim()
  const changed = (field: string, before: string | null) =>
    text(field) === (before ?? '') ? {} : { [field]: text(field) || null }
  return {
    ...changed('name', name),
    ...changed('kind', kind),
    ...changed('domain', domain),
    mine: data.has('mine'),
  }
}
