import type { JSX } from 'preact'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { Bar } from '../parts/bar'
import { DataTable } from '../parts/data-table'
import { number } from '../text/format'
import { durationText } from '../text/reading'

/** What was read of the page; nothing where its beacon has not reported. */
export function VisitReading({ visit }: { visit: VisitAnswer }): JSX.Element | null {
  const { seconds, reach, acted, sections, links } = visit
  if (seconds === null) return null
  return (
    <section>
      <h3>{words.whatWasRead}</h3>
      <p>
        {words.inFront(durationText(seconds))}
        {reach !== null && words.seenOfPage(number(reach))}
        {acted === false && words.nobodyActed}
      </p>
      {sections !== null && sections.length > 0 && <Sections sections={sections} />}
      {links !== null && links.length > 0 && (
        <>
          <h4>{words.usedLinks}</h4>
          <ul class="plain-list">
            {links.map((link) => (
              <li key={link}>
                <bdi>{link}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

type Section = NonNullable<VisitAnswer['sections']>[number]

/** Sections in the order of the page, each with a bar of its time. */
export function Sections({ sections }: { sections: readonly Section[] }): JSX.Element {
  const most = Math.max(...sections.map(({ seconds }) => seconds), 1)
  return (
    <DataTable
      caption={words.sectionsInOrder}
      columns={[{ name: words.section }, { name: words.timeInView }]}
      hasUnseenHead
      class="sections"
    >
      {sections.map(({ name, seconds }) => (
        <tr key={name}>
          <th scope="row">
            <Bar share={seconds / most} />
            <bdi>{name}</bdi>
          </th>
          <td class="count">{durationText(seconds)}</td>
        </tr>
      ))}
    </DataTable>
  )
}
