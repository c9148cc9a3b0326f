import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import * as words from '#words'
import { useAppContext } from '../state/app-context'
import { useStore } from '../state/use-store'
import type { ViewName } from '../state/view'
import { sought } from './finding'

/** The views that have lists to look through. */
const withLists: readonly ViewName[] = ['overview', 'visits', 'organisation', 'recipients', 'refusals']

/** Narrows every list of the view as one types. Another view begins with all. */
export function FindField(): JSX.Element | null {
  const { view } = useAppContext()
  const text = useStore(sought)
  useEffect(() => () => sought.set(''), [view.name, view.organisation])
  if (!withLists.includes(view.name)) return null
  return (
    <input
      type="search"
      class="find"
      aria-label={words.find}
      title={words.findHint}
      placeholder={words.find}
      maxLength={100}
      value={text}
      onInput={({ currentTarget }) => sought.set(currentTarget.value)}
      onKeyDown={({ key }) => key === 'Escape' && sought.set('')}
    />
  )
}

/** Stands where a list has nothing of what is sought. */
export const NothingFound = (): JSX.Element => <p class="quiet note">{words.nothingFound}</p>
