import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { errorText } from '../api/problem'
import { visitPath } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import { noteErased } from '../state/erased'

/** Erases a visit, after the reader has confirmed it. */
export function EraseButton({ visit, onDone }: { visit: VisitAnswer; onDone: () => void }): JSX.Element {
  const { client } = useAppContext()
  const [step, setStep] = useState<'idle' | 'asking' | 'erasing'>('idle')
  const [problem, setProblem] = useState<string | null>(null)
  const erase = async () => {
    setStep('erasing')
    try {
      await client.send('DELETE', visitPath(visit))
      noteErased(visit.id)
      onDone()
    } catch (error) {
      setProblem(errorText(error))
      setStep('asking')
    }
  }
  if (step === 'idle') {
    return (
      <p class="erase">
        <button type="button" onClick={() => setStep('asking')}>
          Erase this visit
        </button>
      </p>
    )
  }
  return (
    <fieldset class="erase">
      <legend>
        Erase this visit for good? It cannot be brought back. AWS’s own backup keeps it for 35 days.
      </legend>
      <button type="button" class="danger" onClick={erase} disabled={step === 'erasing'} ref={focused}>
        {step === 'erasing' ? 'Erasing…' : 'Erase'}
      </button>{' '}
      <button type="button" onClick={() => setStep('idle')}>
        Keep
      </button>
      <p role="alert" class="problem">
        {problem}
      </p>
    </fieldset>
  )
}

const focused = (element: HTMLElement | null): void => element?.focus()
