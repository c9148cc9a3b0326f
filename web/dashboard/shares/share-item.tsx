import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { tokenPath } from '../api/request-list'
import { errorText } from '../parts/error-text'
import { useAppContext } from '../state/app-context'
import { dayOf } from '../state/day'
import { filled } from '../text/filled'
import { fullDay } from '../text/format'

type ListedToken = AnswerOf<'GET /tokens'>['tokens'][number]

/** A token that is in force, and the button that revokes it, which asks once more. */
export function ShareItem({ of, onRevoked }: { of: ListedToken; onRevoked: () => void }): JSX.Element {
  const { client } = useAppContext()
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const revoke = () => client.send('DELETE', tokenPath(of.id)).then(onRevoked, fail)
  const fail = (error: unknown) => setProblem(errorText(error))
  return (
    <li>
      <bdi class="name">{of.name}</bdi>{' '}
      <span class="quiet">
        <Sight of={of} />
        {words.madeOn(fullDay(dayOf(new Date(of.created))))}
      </span>{' '}
      {isAsking ? (
        <>
          <button type="button" class="danger" onClick={revoke} ref={(element) => element?.focus()}>
            {filled(words.revoke, <span class="unseen">{of.name}</span>)}
          </button>{' '}
          <button type="button" onClick={() => setIsAsking(false)}>
            {words.keep}
          </button>
        </>
      ) : (
        <button type="button" onClick={() => setIsAsking(true)}>
          {filled(words.revoke, <span class="unseen">{of.name}</span>)}
        </button>
      )}
      <span role="alert" class="problem">
        {problem}
      </span>
    </li>
  )
}

const Sight = ({ of: { scope, site, pages, embed } }: { of: ListedToken }): JSX.Element => (
  <>
    {scope === 'all' && words.everything}
    {scope === 'stats' && filled(pages ? words.totalsAndPagesOf : words.totalsOf, <bdi>{site}</bdi>)}
    {scope === 'feed' && words.feedOfMessages}
    {embed !== null && words.inFrames(embed)}
  </>
)
