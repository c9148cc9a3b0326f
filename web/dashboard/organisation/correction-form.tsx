import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { errorText } from '../parts/error-text'
import { Outcome } from '../parts/outcome'
import { useAppContext } from '../state/app-context'
import { kindNames } from '../text/kind'
import { NarrowerCorrections } from './narrower-corrections'
import type { OneOrganisation } from './organisation-page'
import { correctionPath, SubjectFields, subjectIn } from './subject-fields'

/** Lets the owner correct name, kind and domain, or say what is the owner's own: of all of it, of one network or of a range. */
export function CorrectionForm({ organisation: newest }: { organisation: OneOrganisation }): JSX.Element {
  const { client } = useAppContext()
  const [typed, setTyped] = useState<OneOrganisation | null>(null)
  const organisation = typed ?? newest
  const { key, name, kind, domain, correction, narrower } = organisation
  const [status, setStatus] = useState('')
  const [problem, setProblem] = useState<ComponentChildren>(null)

  const act = async (change: () => Promise<unknown>, done: string) => {
    setProblem(null)
    setStatus('')
    await change().then(
      () => {
        setTyped((now) => (now === typed ? null : now))
        setStatus(done)
      },
      (error: unknown) => setProblem(errorText(error)),
    )
  }
  const withdraw = (subject: string) =>
    act(() => client.send('DELETE', correctionPath(subject)), words.withdrawn)
  const save = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const path = correctionPath(subjectIn(data, key))
    act(() => client.send('PATCH', path, messageOf(data, organisation)), words.isSaved)
  }
  return (
    // What is typed into stays as it was, whatever a refresh brings. Each key makes it another object: what is typed
    // while it is being saved stays too.
    <form class="correction" onSubmit={save} onInput={() => setTyped({ ...organisation })}>
      <h2>{words.correctThis}</h2>
      <p class="quiet">{words.correctionApplies}</p>
      <SubjectFields of={organisation} />
      <Fields key={JSON.stringify([name, kind, domain, correction, narrower])} of={organisation} />
      <p>
        <Buttons withdraw={correction === null ? null : () => withdraw(key)} />{' '}
        <Outcome status={status} problem={problem} />
      </p>
      <NarrowerCorrections of={newest.narrower} withdraw={withdraw} />
    </form>
  )
}

const Buttons = ({ withdraw }: { withdraw: (() => void) | null }): JSX.Element => (
  <>
    <button type="submit" class="main">
      {words.save}
    </button>{' '}
    {withdraw !== null && (
      <button type="button" onClick={withdraw}>
        {words.withdraw}
      </button>
    )}
  </>
)

/** The fields, filled with the current values. */
function Fields({ of: { name, kind, domain, correction } }: { of: OneOrganisation }): JSX.Element {
  return (
    <>
      <label>
        {words.name}
        <input name="name" maxLength={100} defaultValue={name} />
      </label>
      <label>
        {words.kind}
        <select name="kind" defaultValue={kind}>
          {Object.entries(kindNames).map(([value, text]) => (
            <option key={value} value={value} selected={value === kind}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.webDomain}
        <input name="domain" maxLength={253} defaultValue={domain ?? ''} placeholder="example.com" />
      </label>
      <label class="switch">
        <input type="checkbox" name="mine" defaultChecked={correction?.mine ?? false} />
        {words.myOwnNetwork}
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
