import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { visitPath } from '../api/request-list'
import { errorText } from '../parts/error-text'
import { useAppContext } from '../state/app-context'

/** Says that a visit, with all that its visitor did that day, was the owner's own, or takes that back. */
export function MineButton({ visit }: { visit: VisitAnswer }): JSX.Element {
  const { client } = useAppContext()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const mark = async () => {
    setIsSending(true)
    setProblem(null)
    try {
      await client.send('PATCH', visitPath(visit), { mine: !visit.mine })
    } catch (error) {
      setProblem(errorText(error))
    }
    setIsSending(false)
  }
  return (
    <p class="mine">
      {visit.mine && <span class="quiet">{words.isMine} </span>}
      <button type="button" onClick={mark} disabled={isSending}>
        {visit.mine ? words.wasNotMe : words.wasMe}
      </button>
      <span role="alert" class="problem">
        {problem}
      </span>
    </p>
  )
}
