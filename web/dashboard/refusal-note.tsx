import type { JSX } from 'preact'
import { useAnswer } from './answer'
import { useBook } from './book'
import { counted, number } from './format'
import type { RefusalListAnswer } from './refusal-list'
import { refusalsPath } from './request-list'
import { Failure } from './state'
import { ViewLink } from './view-link'

/** How many were turned away in the period. */
export function RefusalNote(): JSX.Element {
  const { client, view, moment } = useBook()
  const { data, error, retry } = useAnswer<RefusalListAnswer>(client, refusalsPath(view, moment))
  if (error) return <Failure error={error} retry={retry} />
  if (data === null) return <p class="quiet note">Counting refusals…</p>
  const count = data.refusals.reduce((sum, one) => sum + one.count, 0)
  if (count === 0) return <p class="quiet note">No beacon was turned away.</p>
  return (
    <p class="note">
      {data.complete ? '' : 'At least '}
      {counted(count, 'beacon')} turned away, for {number(data.refusals.length)} different reasons or hosts.{' '}
      <ViewLink to={{ ...view, name: 'refusals', asn: null }}>See which</ViewLink>
    </p>
  )
}
