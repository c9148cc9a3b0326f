import type { JSX } from 'preact'
import * as words from '#words'
import type { Sites } from '../frame/site-switcher'
import { useAppContext } from '../state/app-context'
import { useIsPhone } from '../state/phone'
import { isOnThisMachine } from '../state/this-machine'
import { filled } from '../text/filled'
import { ExampleButton } from './example-button'
import { exampleSite } from './example-site'

/** Says on every view that visits are invented, where those of the example are among them. */
export function ExampleNote({ sites }: { sites: Sites | null }): JSX.Element | null {
  const { view } = useAppContext()
  const among = useIsPhone() ? words.exampleAmongShort : words.exampleAmong
  const isThere = sites?.some(({ site, firstDay }) => site === exampleSite && firstDay !== null) === true
  if (!isThere || (view.site !== null && view.site !== exampleSite)) return null
  return (
    <aside class="example" aria-label={words.example}>
      <p>
        <strong>{words.example}</strong>{' '}
        {filled(view.site === null ? among : words.exampleIs, <bdi>{exampleSite}</bdi>)}
      </p>
      {isOnThisMachine() && <ExampleButton method="DELETE" />}
    </aside>
  )
}
