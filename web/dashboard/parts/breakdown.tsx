import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { useAnswer } from '../api/answer'
import { type Path, valuesPath } from '../api/request-list'
import { useFinder } from '../find/finding'
import { useAppContext } from '../state/app-context'
import { withFilter, withValue } from '../state/filter'
import type { BreakdownOf } from '../text/breakdown-list'
import { number } from '../text/format'
import { Bar } from './bar'
import { countColumn, DataTable } from './data-table'
import { PageName } from './page-name'
import { ShowAll } from './show-all'
import { ViewLink } from './view-link'

type Table = NonNullable<StatsAnswer['by'][BreakdownOf['dimension']]>
type Row = Table['values'][number]
interface Counted {
  readonly values: readonly Row[]
  readonly others: Table['others']
}

const shownFirst = 8

/** The most values that one report names. */
const maxNamed = 500

const nothing: Counted = { values: [], others: { values: 0, visits: 0, visitors: 0 } }

interface BreakdownProps {
  readonly of: BreakdownOf
  readonly counted: Counted | undefined
  /** The path of the report, which names the most frequent values only. */
  readonly report: Path
  /** What else to show of each value, instead of the visitors. */
  readonly more?: readonly MoreColumn[] | undefined
  /** Whether there are several sites, so that rows name theirs. */
  readonly namesSites?: boolean
  /** Controls below the table. */
  readonly children?: ComponentChildren
}

interface MoreColumn {
  readonly name: string
  readonly text: (row: Row) => string
}

/** A table of one dimension's values, with the visits and visitors of each. */
export function Breakdown({
  of,
  counted = nothing,
  report,
  more: columns = visitorColumn,
  namesSites = false,
  children,
}: BreakdownProps): JSX.Element {
  const [isWhole, setIsWhole] = useState(false)
  const { values, others } = useFound(of, useWhole({ of, counted, report }, isWhole))
  const most = Math.max(...values.map(({ visits }) => visits), 1)
  const count = values.length + others.values
  const hasMore = count > shownFirst
  return (
    <section class={['breakdown', namesSites && 'wraps'].filter(Boolean).join(' ')}>
      <h2>{of.title}</h2>
      <DataTable
        caption={words.mostVisitsFirst(of.title)}
        columns={[
          { name: of.one },
          countColumn(words.visits),
          ...columns.map(({ name }) => countColumn(name)),
        ]}
      >
        {values.slice(0, isWhole ? undefined : shownFirst).map((counts) => (
          <ValueRow
            key={`${siteIn(counts)}${counts.value}`}
            of={of}
            counts={counts}
            share={counts.visits / most}
            columns={columns}
            site={namesSites ? siteIn(counts) : undefined}
          />
        ))}
        {values.length === 0 && <NoneRow />}
        {others.visits > 0 && (isWhole || !hasMore) && <OthersRow {...others} />}
      </DataTable>
      {hasMore && (
        <ShowAll count={count} most={maxNamed} isWhole={isWhole} setIsWhole={setIsWhole} of={of.title} />
      )}
      {children}
    </section>
  )
}

interface Cut extends Pick<BreakdownProps, 'of' | 'report'> {
  readonly counted: Counted
}

/** Asks for the values that a report leaves out, once the reader wants the whole list. */
function useWhole({ of, counted, report }: Cut, isWanted: boolean): Counted {
  const { client } = useAppContext()
  const isCut = isWanted && counted.others.values > 0
  const more = useAnswer<'GET /stats'>(client, isCut ? valuesPath(report, of.dimension) : null)
  return (isCut && !more.isOther && more.data?.by[of.dimension]) || counted
}

/** The values that the reader looks for. What is not named cannot be looked through. */
function useFound({ unknown, text }: BreakdownOf, { values, others }: Counted): Counted {
  const isFound = useFinder()
  const found = values.filter((row) => {
    const { value } = row
    return value === null ? isFound(unknown) : isFound(value, text(value), siteIn(row), titleIn(row))
  })
  return { values: found, others: found.length === values.length ? others : nothing.others }
}

const visitorColumn: readonly MoreColumn[] = [
  { name: words.visitors, text: ({ visitors }) => number(visitors) },
]

const titleIn = (row: Row): string | undefined => ('title' in row ? row.title : undefined)
const siteIn = (row: Row): string | undefined => ('site' in row ? row.site : undefined)

interface ValueRowProps {
  readonly of: BreakdownOf
  readonly counts: Row
  readonly share: number
  readonly columns: readonly MoreColumn[]
  /** Named where there are several. */
  readonly site: string | undefined
}

const ValueRow = ({ of, counts, share, columns, site }: ValueRowProps): JSX.Element => (
  <tr>
    <th scope="row">
      <Bar share={share} />
      <Value of={of} value={counts.value} site={site} />
    </th>
    <td class="count">{number(counts.visits)}</td>
    {columns.map(({ name, text }) => (
      <td key={name} class="count quiet">
        {text(counts)}
      </td>
    ))}
  </tr>
)

const NoneRow = (): JSX.Element => (
  <tr>
    <td colSpan={3} class="quiet">
      {words.none}
    </td>
  </tr>
)

const OthersRow = ({ values, visits, visitors }: Counted['others']): JSX.Element => (
  <tr>
    <th scope="row" class="quiet">
      {values > 1 ? words.others(number(values)) : words.allOthers}
    </th>
    <td class="count">{number(visits)}</td>
    <td class="count quiet">{number(visitors)}</td>
  </tr>
)

interface ValueProps {
  readonly of: BreakdownOf
  readonly value: string | null
  readonly site: string | undefined
}

function Value({ of, value, site }: ValueProps): JSX.Element {
  const { view } = useAppContext()
  const text = value === null ? of.unknown : of.text(value)
  const shown = <ShownValue of={of} value={value} site={site} />
  const { filter } = of
  if (of.dimension === 'site') return <ViewLink to={{ ...view, site: value }}>{shown}</ViewLink>
  if (filter === null) return <span title={value ?? undefined}>{shown}</span>
  if (site !== undefined)
    return (
      <ViewLink to={{ ...view, site, filters: withFilter(view.filters, filter, value) }} hint={site + value}>
        {shown} <bdi class="quiet">{site}</bdi>
      </ViewLink>
    )
  return (
    <>
      <ViewLink to={{ ...view, filters: withFilter(view.filters, filter, value) }} hint={value ?? undefined}>
        {shown}
      </ViewLink>{' '}
      <ViewLink
        to={{ ...view, filters: withValue(view.filters, filter, value, true) }}
        class="leave-out"
        label={words.allBut(text)}
        hint={words.allBut(text)}
      >
        {''}
      </ViewLink>
    </>
  )
}

/** A page and a section by the page's title, anything else by its own name. */
function ShownValue({ of, value, site }: ValueProps): JSX.Element {
  if (value !== null && (of.dimension === 'page' || of.dimension === 'sitePage'))
    return <PageName page={value} site={site} />
  const at = value?.lastIndexOf('#') ?? -1
  if (value === null || of.dimension !== 'section' || at < 0)
    return <bdi>{value === null ? of.unknown : of.text(value)}</bdi>
  return (
    <>
      <PageName page={value.slice(0, at)} site={site} /> <bdi>{value.slice(at)}</bdi>
    </>
  )
}
