import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { sittingFacts } from '../../../lambda/domain/describe/described-sitting'
import type { Sitting } from '../../../lambda/domain/visit/sitting'
import { clock, countText, fullMoment, placeName } from '../text/format'
import { SittingRead } from './sitting-read'
import { BotMark, VisitItem, VisitTime, Who } from './visit-item'

interface Props {
  readonly sitting: Sitting<VisitAnswer>
  /** Ids of visits that appeared since the list was opened. */
  readonly fresh: ReadonlySet<string>
  readonly showsName: boolean
  readonly showsSite: boolean
}

/** A sitting in a list: who, how long, from where, and what was read in which order. It opens to its views. */
export function SittingItem({ sitting, fresh, showsName, showsSite }: Props): JSX.Element {
  const [isOpen, setIsOpen] = useState(false)
  const { views } = sitting
  const first = views.at(-1) ?? views[0]
  const isFresh = views.some(({ id }) => fresh.has(id))
  const id = `sitting-${first.id}`
  return (
    <li>
      <div class={`visit sitting${isFresh ? ' fresh' : ''}${showsName ? '' : ' alone'}`}>
        {views.length === 1 ? (
          <VisitTime visit={first} />
        ) : (
          <SittingTime views={views} {...{ id, isOpen, setIsOpen }} />
        )}
        {showsName && <Who visit={first} />}
        <span class="page">
          {showsSite && <bdi class="quiet site-name">{first.site}</bdi>}
          <SittingRead from={first} {...sittingFacts(sitting)} />
          <BotMark visit={first} />
        </span>
        <span class="place quiet">
          <bdi>{placeName(first)}</bdi>
        </span>
      </div>
      {isOpen && (
        <ol class="visits views" id={id}>
          {views.toReversed().map((visit) => (
            <VisitItem
              key={visit.id}
              visit={visit}
              isFresh={fresh.has(visit.id)}
              showsName={false}
              showsSite={false}
            />
          ))}
        </ol>
      )}
    </li>
  )
}

interface TimeProps {
  readonly views: Sitting<VisitAnswer>['views']
  readonly id: string
  readonly isOpen: boolean
  readonly setIsOpen: (isOpen: boolean) => void
}

/** Opens the views. The list goes by the last one, so that is the time that stands there. */
const SittingTime = ({ views, id, isOpen, setIsOpen }: TimeProps): JSX.Element => (
  <button
    type="button"
    class="plain time"
    aria-expanded={isOpen}
    aria-controls={isOpen ? id : undefined}
    aria-label={words.sittingAt(clock(views[0].time), countText(views.length, words.ofVisits))}
    title={fullMoment(views[0].time)}
    onClick={() => setIsOpen(!isOpen)}
  >
    <time dateTime={views[0].time}>{clock(views[0].time)}</time>{' '}
    <span aria-hidden="true">{isOpen ? '−' : '+'}</span>
  </button>
)
