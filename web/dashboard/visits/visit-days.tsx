import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { type Sitting, sittingsOf } from '../../../lambda/domain/visit/sitting'
import { NothingFound } from '../find/find-field'
import { useFinder } from '../find/finding'
import { ViewSwitch } from '../frame/view-switch'
import { useAppContext } from '../state/app-context'
import { type Day, dayOf } from '../state/day'
import { noteTitles } from '../state/titles'
import { dayHeading } from '../text/format'
import { SittingItem } from './sitting-item'
import { nameOf, VisitItem } from './visit-item'

interface Props {
  /** Newest first. */
  readonly visits: readonly VisitAnswer[]
  readonly fresh: ReadonlySet<string>
  readonly showsName: boolean
}

/** Sittings, or visits one by one, under the heading of their day. */
export function VisitDays({ visits, fresh, showsName }: Props): JSX.Element {
  const { view, today } = useAppContext()
  const showsSite = new Set(visits.map(({ site }) => site)).size > 1
  const isFound = useFinder()
  useEffect(() => noteTitles(visits), [visits])
  const sittings = view.singly ? visits.map(alone) : sittingsOf(visits)
  const found = sittings.filter(({ views }) => isFound(...views.flatMap(textsOf)))
  return (
    <>
      {found.length === 0 && sittings.length > 0 && <NothingFound />}
      {daysOf(found).map(([day, those]) => (
        <section key={day} class="day">
          <h2>{dayHeading(day, today)}</h2>
          <ol class="visits">
            {those.map((sitting) =>
              view.singly ? (
                <VisitItem
                  key={sitting.views[0].id}
                  visit={sitting.views[0]}
                  isFresh={fresh.has(sitting.views[0].id)}
                  {...{ showsName, showsSite }}
                />
              ) : (
                <SittingItem key={firstOf(sitting).id} {...{ sitting, fresh, showsName, showsSite }} />
              ),
            )}
          </ol>
        </section>
      ))}
    </>
  )
}

/** What a visit is found by. */
const textsOf = (visit: VisitAnswer): readonly (string | null)[] => [
  nameOf(visit),
  visit.page,
  visit.title,
  visit.asn === null ? null : `AS${visit.asn}`,
  visit.recipient,
]

/** Switches between sittings and visits one by one. */
export function SittingsSwitch(): JSX.Element {
  const { view } = useAppContext()
  return (
    <ViewSwitch isOn={!view.singly} to={{ ...view, singly: !view.singly }}>
      {words.sittings}
    </ViewSwitch>
  )
}

const alone = (visit: VisitAnswer): Sitting<VisitAnswer> => ({ views: [visit] })

/** The first view stays the same while a sitting goes on. */
const firstOf = ({ views }: Sitting<VisitAnswer>): VisitAnswer => views.at(-1) ?? views[0]

/** By the days of the last views. */
function daysOf(sittings: readonly Sitting<VisitAnswer>[]): (readonly [Day, Sitting<VisitAnswer>[]])[] {
  const days = new Map<Day, Sitting<VisitAnswer>[]>()
  for (const sitting of sittings) {
    const day = dayOf(new Date(sitting.views[0].time))
    const those = days.get(day)
    if (those === undefined) days.set(day, [sitting])
    else those.push(sitting)
  }
  return [...days]
}
