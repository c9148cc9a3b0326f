import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { visitPath } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import { noteErased } from '../state/erased'
import { errorText } from './error-text'

/** Erases a visit, after the reader has confirmed it. */
export function EraseButton({ visit, onDone }: { visit: VisitAnswer; onDone: () => void }): JSX.Element {
  const { client } = useAppContext()
  const [step, setStep] = useState<'idle' | 'asking' | 'erasing'>('idle')
  const [problem, setProblem] = useState<ComponentChildren>(null)
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
          {words.eraseVisit}
        </button>
      </p>
    )
  }
  return (
    <fieldset class="erase">
      <legend>{words.eraseForGood}</legend>
      <button type="button" class="danger" onClick={erase} disabled={step === 'erasing'} ref={focused}>
        {step === 'erasing' ? words.erasing : words.erase}
      </button>{' '}
      <button type="button" onClick={() => setStep('idle')}>
        {words.keep}
      </button>
      <p role="alert" class="problem">
        {problem}
      </p>
    </fieldset>
  )
}

const focused = (element: HTMLElement | null): void => element?.focus()
