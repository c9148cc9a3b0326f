import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as words from '#words'
import { organisationKeyPath } from '../api/request-list'
import { errorText } from '../parts/error-text'
import { Outcome } from '../parts/outcome'
import { useAppContext } from '../state/app-context'

/** As the API takes it. */
const noteLength = 280

interface Props {
  readonly of: { readonly key: string; readonly note: string | null }
}

/** A line of the owner's own on an organisation. An empty one takes it back; what is typed stays, whatever a refresh brings. */
export function NoteForm({ of: { key, note } }: Props): JSX.Element {
  const { client } = useAppContext()
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => {
    if (typed === (note ?? '')) setTyped(null) // A refresh brought what was saved.
  }, [typed, note])
  const [status, setStatus] = useState('')
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const save = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem(null)
    setStatus('')
    const text = (typed ?? note ?? '').trim()
    try {
      await client.send('PATCH', organisationKeyPath(key), { note: text || null })
      setTyped((now) => (now === typed ? text : now))
      setStatus(words.isSaved)
    } catch (error) {
      setProblem(errorText(error))
    }
  }
  return (
    <form class="note-form" onSubmit={save}>
      <label>
        {words.note}
        <input
          name="note"
          maxLength={noteLength}
          placeholder={words.exampleNote}
          value={typed ?? note ?? ''}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <button type="submit">{words.saveNote}</button>
      <Outcome status={status} problem={problem} />
    </form>
  )
}
