import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { tokensPath } from '../api/request-list'
import type { Sites } from '../frame/site-switcher'
import { Headline } from '../parts/headline'
import { Answer } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { MadeLink } from './made-link'
import { ShareForm } from './share-form'
import { ShareItem } from './share-item'

export type MadeToken = AnswerOf<'POST /tokens'>

/** Makes links that show totals to others, lists them and revokes them. */
export function Shares({ sites }: { sites: Sites | null }): JSX.Element {
  const { client } = useAppContext()
  const answer = useAnswer<'GET /tokens'>(client, tokensPath)
  const [made, setMade] = useState<MadeToken | null>(null)
  return (
    <>
      <Headline>{words.shareLinks}</Headline>
      <p class="lead">{words.aboutShares}</p>
      {sites !== null && <ShareForm sites={sites} onMade={setMade} />}
      {made !== null && <MadeLink key={made.id} of={made} />}
      <section>
        <h2>{words.inForce}</h2>
        <Answer of={answer} loading={words.loadingLinks} rows={2}>
          {({ tokens }) =>
            tokens.length === 0 ? (
              <p class="quiet">{words.noLinks}</p>
            ) : (
              <ul class="plain-list">
                {tokens.map((token) => (
                  <ShareItem key={token.id} of={token} onRevoked={() => setMade(null)} />
                ))}
              </ul>
            )
          }
        </Answer>
      </section>
    </>
  )
}
