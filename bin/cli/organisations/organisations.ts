import { organisationTable } from '../../../lambda/api/organisation-table'
import { maxOrganisations } from '../../../lambda/api/organisations'
import type { AnswerOf } from '../../../lambda/api/routes'
import { tableText } from '../../../lambda/api/table-format'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { write } from '../terminal/output'
import { plural } from '../terminal/plural'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf, type Elastic } from '../terminal/text-table'
import { sayNoneFound } from '../visits/none-found'
import { queryOf } from '../visits/visit-options'
import { organisationLook } from './organisation-look'
import type { OrganisationFormat, OrganisationOptions } from './organisations-command'
import { readingText } from './reading-text'

type OrganisationPage = AnswerOf<'GET /organisations'>
type OrganisationAnswer = OrganisationPage['organisations'][number]

/** Prints who came to stdout. */
export async function printOrganisations({ format, ...options }: OrganisationOptions): Promise<void> {
  const ask = apiClient(serverOf(options.url, process.env))
  const query = queryOf(options, new Date())
  const page = await ask('GET /organisations', { ...query, limit: String(maxOrganisations) })
  if (!page.complete) console.error(`visitbook: too many visits for one answer: counted from ${page.from} on`)
  const { organisations, visits } = page.others
  if (organisations > 0)
    console.error(`visitbook: ${organisations} organisations more, with ${visits} visits, are not listed`)
  await write(process.stdout, printers[format](page, clockOf(options)))
  if (page.organisations.length > 0) return
  if (page.kinds.values.length > 0) console.error(`visitbook: ${othersText(page)}`)
  else await sayNoneFound(ask, { ...query, from: query.from ?? page.from }, 'organisations')
}

/** Where people came and no organisation did, their networks are what there is to say. */
function othersText({ kinds: { values } }: OrganisationPage): string {
  const visits = values.reduce((sum, one) => sum + one.visits, 0)
  const kinds = values.map((one) => `${one.visits} ${one.kind}`).join(', ')
  return `no such organisation; ${plural(visits, 'visit')} came from networks of other kinds: ${kinds} (--kind all lists them)`
}

const pagesOf = ({ pages }: OrganisationAnswer): string => pages.map(({ page }) => page).join(' ')

const cells = {
  'LAST SEEN': ({ lastSeen }: OrganisationAnswer, clock: Clock) => clock.minute(lastSeen),
  ORGANISATION: ({ name }: OrganisationAnswer) => name,
  KIND: ({ kind, confidence }: OrganisationAnswer) =>
    kind === 'business' && confidence === 'low' ? 'perhaps business' : kind,
  VISITS: ({ visits }: OrganisationAnswer) => String(visits),
  VISITORS: ({ visitors }: OrganisationAnswer) => String(visitors),
  COUNTRIES: ({ countries }: OrganisationAnswer) => countries.join(' '),
  NETWORKS: ({ asns }: OrganisationAnswer) => asns.map((asn) => `AS${asn}`).join(' '),
  PAGES: pagesOf,
  READ: readingText,
  STAR: ({ star }: OrganisationAnswer) => (star ? '★' : ''),
  NOTE: ({ note }: OrganisationAnswer) => note ?? '',
}
type Column = keyof typeof cells
const columns = Object.keys(cells) as Column[]

/** Columns that are there where any organisation has something in them. */
const seldom: ReadonlySet<Column> = new Set(['READ', 'STAR', 'NOTE'])

const columnsFor = (organisations: readonly OrganisationAnswer[], clock: Clock): Column[] =>
  columns.filter(
    (column) => !seldom.has(column) || organisations.some((one) => cells[column](one, clock) !== ''),
  )
const elastic: Elastic<Column> = { ORGANISATION: 12, COUNTRIES: 5, NETWORKS: 8, PAGES: 8, READ: 12, NOTE: 12 }

const printers: Readonly<Record<OrganisationFormat, (page: OrganisationPage, clock: Clock) => string>> = {
  table({ organisations }, clock) {
    if (organisations.length === 0) return ''
    const columns = columnsFor(organisations, clock)
    const width = terminalWidth()
    const heads = { 'LAST SEEN': clock.head('LAST SEEN') }
    return columnsOf({ columns, heads, elastic, width })(
      organisations.map((one) => columns.map((column) => cells[column](one, clock))),
      organisationLook((row) => organisations[row]?.kind),
    )
  },
  csv: ({ organisations }) => tableText(organisationTable(organisations)),
  json: (page) => `${JSON.stringify(page)}\n`,
}
