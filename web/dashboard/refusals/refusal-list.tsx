import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { RefusalAnswer } from '../../../lambda/api/refusals'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { sentence } from '../api/problem'
import { refusalsPath } from '../api/request-list'
import { CopyButton } from '../parts/copy-button'
import { Headline } from '../parts/headline'
import { Answer, Empty } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { ago, countText, fullMoment, number } from '../text/format'

type RefusalListAnswer = AnswerOf<'GET /refusals'>

/** Beacons that were turned away: from where, why, how often, and how to admit them. */
export function RefusalList(): JSX.Element {
  const { client, view, moment } = useAppContext()
  const [isWhole, setIsWhole] = useState(false)
  const answer = useAnswer<'GET /refusals'>(client, refusalsPath(view, moment, isWhole))
  const { data } = answer
  return (
    <div class={answer.isOther ? 'old' : undefined}>
      <Headline>{data === null ? 'Refusals' : headlineText(data)}</Headline>
      <p class="lead quiet">
        Beacons that were turned away. They are kept for 30 days, without IP address or browser.
        {data?.complete === false &&
          ` There are too many to count: these are all since ${fullMoment(data.from)}, and the newest of each earlier day.`}
      </p>
      <Answer of={answer} loading="Loading refusals">
        {({ refusals }) => <Refusals refusals={refusals} now={moment.now} />}
      </Answer>
      {data !== null && data.others.groups > 0 && (
        <p class="quiet note">
          {countText(data.others.count, 'more refusal')}, from{' '}
          {countText(data.others.groups, 'less frequent host or reason', 'less frequent hosts and reasons')}.{' '}
          {!isWhole && (
            <button type="button" class="plain more" onClick={() => setIsWhole(true)}>
              Show them
            </button>
          )}
        </p>
      )}
    </div>
  )
}

function headlineText({ refusals, others, complete }: RefusalListAnswer): string {
  const total = refusals.reduce((sum, { count }) => sum + count, others.count)
  return `${complete ? '' : 'More than '}${countText(total, 'refusal')}`
}

interface RefusalsProps {
  readonly refusals: readonly RefusalAnswer[]
  readonly now: Date
}

function Refusals({ refusals, now }: RefusalsProps): JSX.Element {
  if (refusals.length === 0) {
    return (
      <Empty>
        <p>Nothing was turned away in this period.</p>
      </Empty>
    )
  }
  return (
    <ul class="refusals">
      {refusals.map((refusal) => (
        <Refusal key={`${refusal.reason} ${refusal.host}`} refusal={refusal} now={now} />
      ))}
    </ul>
  )
}

function Refusal({ refusal, now }: { refusal: RefusalAnswer; now: Date }): JSX.Element {
  const { reason, host, site, page, route, detail, remedy } = refusal
  return (
    <li>
      <h2>
        <bdi>{host || 'Sent from nowhere'}</bdi> <span class="quiet">{sentence(reason).slice(0, -1)}</span>
      </h2>
      <p>
        <Times refusal={refusal} now={now} />
        {(site || page) && (
          <>
            . It named{' '}
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
      <Remedy text={remedy} />
    </li>
  )
}

function Times({ refusal, now }: { refusal: RefusalAnswer; now: Date }): JSX.Element {
  const { count, firstSeen, lastSeen } = refusal
  return (
    <>
      {count === 1 ? 'Once' : `${number(count)} times, last`} <Ago at={lastSeen} now={now} />
      {count > 1 && (
        <>
          , first <Ago at={firstSeen} now={now} />
        </>
      )}
    </>
  )
}

function Remedy({ text }: { text: string }): JSX.Element {
  const setting = /"sites": \[[^\]]*\]/.exec(text)?.[0]
  return (
    <p class="remedy">
      {setting === undefined ? (
        <bdi>{sentence(text)}</bdi>
      ) : (
        <>
          If this is your site, set this in cdk.json: <code>{setting}</code>{' '}
          <CopyButton text={setting} what="setting" />
        </>
      )}
    </p>
  )
}

const Ago = ({ at, now }: { at: string; now: Date }): JSX.Element => (
  <time dateTime={at} title={fullMoment(at)}>
    {ago(at, now)}
  </time>
)
