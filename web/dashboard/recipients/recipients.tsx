import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { recipientsPath } from '../api/request-list'
import { useFinder } from '../find/finding'
import type { Sites } from '../frame/site-switcher'
import { ZoneNote } from '../frame/zone-note'
import { Headline } from '../parts/headline'
import { Answer } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { countText } from '../text/format'
import { RecipientForm } from './recipient-form'
import { RecipientItem } from './recipient-item'

export type ListedRecipient = AnswerOf<'GET /recipients'>['recipients'][number]

/** Makes links for persons and firms, and tells what became of each. */
export function Recipients({ sites }: { sites: Sites | null }): JSX.Element {
  const { client, view } = useAppContext()
  const [made, setMade] = useState<string | null>(null)
  const isFound = useFinder()
  const answer = useAnswer<'GET /recipients'>(client, recipientsPath(view.site))
  return (
    <>
      <Headline>{headlineOf(answer.data)}</Headline>
      <p class="lead">{words.aboutRecipients}</p>
      <ZoneNote />
      <RecipientForm sites={sites ?? []} onMade={setMade} />
      <Answer of={answer} loading={words.loadingRecipients} rows={4}>
        {({ recipients, total }) =>
          recipients.length === 0 ? (
            <p class="quiet">{words.noRecipients}</p>
          ) : (
            <>
              <ul class="plain-list entries recipients">
                {recipients
                  .filter(({ name, page, code }) => isFound(name, page, code))
                  .map((one) => (
                    <RecipientItem key={one.code} of={one} isNew={one.code === made} />
                  ))}
              </ul>
              {recipients.length < total && (
                <p class="quiet">{words.olderRecipients(total - recipients.length)}</p>
              )}
            </>
          )
        }
      </Answer>
    </>
  )
}

function headlineOf(answer: AnswerOf<'GET /recipients'> | null): string {
  const read = answer?.recipients.filter(({ state }) => state === 'read').length ?? 0
  return read === 0 ? words.recipients : words.haveRead(countText(read, words.ofRecipients))
}
