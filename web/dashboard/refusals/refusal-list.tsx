import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { RefusalAnswer } from '../../../lambda/api/refusals'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { sentence } from '../api/problem'
import { refusalsPath } from '../api/request-list'
import { NothingFound } from '../find/find-field'
import { useFinder } from '../find/finding'
import { Headline } from '../parts/headline'
import { Answer, Empty } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { filled } from '../text/filled'
import { ago, countText, fullMoment, number } from '../text/format'
import { Remedy } from './remedy'

type RefusalListAnswer = AnswerOf<'GET /refusals'>

/** Beacons that were turned away: from where, why, how often, and how to admit them. */
export function RefusalList(): JSX.Element {
  const { client, view, moment } = useAppContext()
  const [isWhole, setIsWhole] = useState(false)
  const answer = useAnswer<'GET /refusals'>(client, refusalsPath(view, moment, isWhole))
  const { data } = answer
  return (
    <div class={answer.isOther ? 'old' : undefined}>
      <Headline>{data === null ? words.refusals : headlineText(data)}</Headline>
      <p class="lead quiet">
        {words.aboutRefusals}
        {data?.complete === false && words.manyRefusals(fullMoment(data.from))}
      </p>
      <Answer of={answer} loading={words.loadingRefusals}>
        {({ refusals }) => <Refusals refusals={refusals} now={moment.now} />}
      </Answer>
      {data !== null && data.others.groups > 0 && (
        <p class="quiet note">
          {words.moreRefusals(
            countText(data.others.count, words.ofMoreRefusals),
            countText(data.others.groups, words.ofHosts),
          )}{' '}
          {!isWhole && (
            <button type="button" class="plain more" onClick={() => setIsWhole(true)}>
              {words.showThem}
            </button>
          )}
        </p>
      )}
    </div>
  )
}

function headlineText({ refusals, others, complete }: RefusalListAnswer): string {
  const total = refusals.reduce((sum, { count }) => sum + count, others.count)
  const counted = countText(total, words.ofRefusals)
  return complete ? counted : words.moreThan(counted)
}

interface RefusalsProps {
  readonly refusals: readonly RefusalAnswer[]
  readonly now: Date
}

function Refusals({ refusals, now }: RefusalsProps): JSX.Element {
  const isFound = useFinder()
  const found = refusals.filter(({ host, reason, site, page }) => isFound(host, reason, site, page))
  if (refusals.length === 0) {
    return (
      <Empty>
        <p>{words.noRefusals}</p>
      </Empty>
    )
  }
  if (found.length === 0) return <NothingFound />
  return (
    <ul class="refusals">
      {found.map((refusal) => (
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
        <bdi>{host || words.fromNowhere}</bdi>{' '}
        <span class="quiet" lang="en">
          {sentence(reason).slice(0, -1)}
        </span>
      </h2>
      <p>
        <Times refusal={refusal} now={now} />
        {(site || page) &&
          filled(
            words.itNamed,
            <bdi>
              {site}
              {page}
            </bdi>,
          )}
        .
      </p>
      <p class="quiet">
        {route}: <bdi lang="en">{sentence(detail)}</bdi>
      </p>
      <Remedy text={remedy} />
    </li>
  )
}

function Times({ refusal, now }: { refusal: RefusalAnswer; now: Date }): JSX.Element {
  const { count, firstSeen, lastSeen } = refusal
  return (
    <>
      {filled(
        count === 1 ? words.once : words.times(number(count)),
        <Ago at={lastSeen} now={now} />,
        <Ago at={firstSeen} now={now} />,
      )}
    </>
  )
}

const Ago = ({ at, now }: { at: string; now: Date }): JSX.Element => (
  <time dateTime={at} title={fullMoment(at)}>
    {ago(at, now)}
  </time>
)
