import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { errorText } from '../parts/error-text'
import { useAppContext } from '../state/app-context'
import { go } from '../state/navigation'
import { useIsPhone } from '../state/phone'
import { examplePath, exampleSite } from './example-site'

const acts = {
  POST: {
    label: words.fillExample,
    short: words.fillExample,
    busy: words.fillingExample,
    site: exampleSite,
    isQuiet: false,
  },
  DELETE: {
    label: words.removeExample,
    short: words.removeShort,
    busy: words.removingExample,
    site: null,
    isQuiet: true,
  },
} as const

/** Fills or removes the example, and then shows its site or all of them. */
export function ExampleButton({ method }: { method: keyof typeof acts }): JSX.Element {
  const { client, view } = useAppContext()
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const isPhone = useIsPhone()
  const { label, short, busy, site, isQuiet } = acts[method]
  const text = isPhone ? short : label
  const act = async () => {
    setIsBusy(true)
    setProblem(null)
    try {
      await client.send(method, examplePath)
      go({ ...view, name: 'overview', site, filters: {}, organisation: null, open: null })
    } catch (error) {
      setProblem(errorText(error))
    }
    setIsBusy(false)
  }
  return (
    <>
      <button
        type="button"
        class={isQuiet ? 'plain' : undefined}
        aria-label={isBusy ? busy : label}
        onClick={act}
        disabled={isBusy}
      >
        {isBusy ? busy : text}
      </button>
      <span role="alert" class="problem">
        {problem}
      </span>
    </>
  )
}
