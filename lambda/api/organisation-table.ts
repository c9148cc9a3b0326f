import { linksText, sectionsText } from '../domain/visit/engagement'
import { sectionOf } from '../domain/visit/section'
import type { OrganisationAnswer } from './organisations'
import type { Table } from './table-format'

const columns = [
  'key',
  'name',
  'domain',
  'kind',
  'confidence',
  'evidence',
  'asns',
  'visits',
  'visitors',
  'countries',
  'pages',
  'firstSeen',
  'lastSeen',
  'seconds',
  'sections',
  'links',
  'star',
  'note',
] as const satisfies readonly (keyof OrganisationAnswer)[]

/** The organisations of an answer, one row each, as the command line and format=csv give them. */
export const organisationTable = (organisations: readonly OrganisationAnswer[]): Table => ({
  columns,
  rows: organisations.map(({ asns, countries, pages, sections, links, isNew: _, ...one }) => ({
    ...one,
    asns: asns.join(' '),
    countries: countries.join(' '),
    pages: pages.map(({ page }) => page).join(' '),
    sections: sectionsText(
      sections.map(({ page, name, seconds }) => ({ name: sectionOf(page, name), seconds })),
    ),
    links: linksText(links.map(({ link }) => link)),
  })),
  times: ['firstSeen', 'lastSeen'],
})
