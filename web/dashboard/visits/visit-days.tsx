import type { JSX } from 'preact'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { useAppContext } from '../state/app-context'
import { type Day, dayOf } from '../state/day'
import { dayHeading } from '../text/format'
import { VisitItem } from './visit-item'

interface Props {
  /** Newest first. */
  readonly visits: readonly VisitAnswer[]
  readonly fresh: ReadonlySet<string>
  readonly showsName: boolean
}

/** Visits under the heading of their day. */
export function VisitDays({ visits, fresh, showsName }: Props): JSX.Element {
  const { today } = useAppContext()
  const showsSite = new Set(visits.map(({ site }) => site)).size > 1
  return (
    <>
      {daysOf(visits).map(([day, those]) => (
        <section key={day} class="day">
          <h2>{dayHeading(day, today)}</h2>
          <ol class="visits">
            {those.map((visit) => (
              <VisitItem
                key={visit.id}
                visit={visit}
                isFresh={fresh.has(visit.id)}
                showsName={showsName}
                showsSite={showsSite}
              />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function daysOf(visits: readonly VisitAnswer[]): (readonly [Day, VisitAnswer[]])[] {
  const days = new Map<Day, VisitAnswer[]>()
  for (const visit of visits) {
    const day = dayOf(new Date(visit.time))
    const those = days.get(day)
    if (those === undefined) days.set(day, [visit])
    else those.push(visit)
  }
  return [...days]
}
