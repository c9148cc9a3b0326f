import type { JSX } from 'preact'
import type { RefusalAnswer } from '../../../lambda/api/refusals'
import { useAnswer } from '../api/answer'
import { sentence } from '../api/problem'
import { refusalsPath } from '../api/request-list'
import { CopyButton } from '../parts/copy-button'
import { Headline } from '../parts/headline'
import { Empty, Failure, Loading } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { ago, countText, fullMoment, number } from '../text/format'

export interface RefusalListAnswer {
  readonly refusals: readonly RefusalAnswer[]
  readonly others: { readonly groups: number; readonly count: number }
  readonly from: string
  readonly complete: boolean
}

/** What was turned away, from where, why, how often, and what would let it in. */
export function RefusalList(): JSX.Element {
  const { client, view, moment } = useAppContext()
  const { data, error, retry, isOther } = useAnswer<RefusalListAnswer>(client, refusalsPath(view, moment))
  const count = data?.refusals.reduce((sum, one) => sum + one.count, data.others.count)
  return (
    <div class={isOther ? 'old' : undefined}>
      <Headline>
        {count === undefined
          ? 'Refusals'
          : `${data?.complete ? '' : 'More than '}${countText(count, 'refusal')}`}
      </Headline>
      <p class="lead quiet">
        Beacons that were turned away. They are kept for 30 days, without address or browser.
        {data?.complete === false &&
          ` There are too many to count: all from ${fullMoment(data.from)} on, and the newest of each day before.`}
      </p>
      {error ? (
        <Failure error={error} retry={retry} />
      ) : data === null ? (
        <Loading what="Loading refusals" />
      ) : data.refusals.length === 0 ? (
        <Empty>
          <p>Nothing was turned away in this period.</p>
        </Empty>
      ) : (
        <ul class="refusals">
          {data.refusals.map((refusal) => (
            <Refusal key={`${refusal.reason} ${refusal.host}`} refusal={refusal} now={moment.now} />
          ))}
        </ul>
      )}
      {data !== null && data.others.groups > 0 && (
        <p class="quiet note">
          {countText(data.others.count, 'refusal')} more, of{' '}
          {countText(data.others.groups, 'host or reason', 'hosts and reasons')} that came less often.
        </p>
      )}
    </div>
  )
}

function Refusal({ refusal, now }: { refusal: RefusalAnswer; now: Date }): JSX.Element {
  const { reason, host, count, firstSeen, lastSeen, site, page, route, detail, remedy } = refusal
  const setting = /"sites": \[[^\]]*\]/.exec(remedy)?.[0]
  return (
    <li>
      <h2>
        <bdi>{host || 'Sent from nowhere'}</bdi> <span class="quiet">{sentence(reason).slice(0, -1)}</span>
      </h2>
      <p>
        {count === 1 ? 'Once' : `${number(count)} times, last`} <Ago at={lastSeen} now={now} />
        {count > 1 && (
          <>
            , first <Ago at={firstSeen} now={now} />
          </>
        )}
        {(site || page) && (
          <>
            . It spoke of{' '}
            <bdi>
              {site}
              {page}
            </bdi>
          </>
        )}
        .
      </p>
      <p class="quiet">
        {route}: <bdi>{sentence(detail)}</bdi>
      </p>
      {setting === undefined ? (
        <p class="remedy">
          <bdi>{sentence(remedy)}</bdi>
        </p>
      ) : (
        <p class="remedy">
          If this is yours, in cdk.json: <code>{setting}</code> <CopyButton text={setting} what="setting" />
        </p>
      )}
    </li>
  )
}

const Ago = ({ at, now }: { at: string; now: Date }): JSX.Element => (
  <time dateTime={at} title={fullMoment(at)}>
    {ago(at, now)}
  </time>
)
