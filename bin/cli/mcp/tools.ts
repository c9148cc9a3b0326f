import * as v from 'valibot'
import { organisationQuery, organisationsQuery } from '../../../lambda/api/organisations'
import { recipientsQuery } from '../../../lambda/api/recipients'
import { refusalsQuery } from '../../../lambda/api/refusals'
import { apiRoutes } from '../../../lambda/api/routes'
import { statsQuery } from '../../../lambda/api/stats'
import { visitsQuery } from '../../../lambda/api/visits'
import { organisationText } from '../../../lambda/domain/organisation/asked-organisation'
import { visitFilterQuery } from '../../../lambda/domain/report/visit-filter'
import { requireFewRows } from './stats-rows'
import { limitFor, mostRows, type Tool, tool } from './tool'

const { query: routes } = apiRoutes

const whoCame = tool({
  name: 'who_came',
  route: routes['GET /organisations'],
  hint: 'Answers which organisations looked at the site; what_they_read has more about one of them.',
  parameters: {
    site: organisationsQuery.entries.site,
    from: organisationsQuery.entries.from,
    to: organisationsQuery.entries.to,
    kind: organisationsQuery.entries.kind,
    limit: limitFor(organisationsQuery.entries.limit),
  },
  strangers: [
    'organisations[].key',
    'organisations[].name',
    'organisations[].domain',
    'organisations[].pages[].page',
    'organisations[].sections[].page',
    'organisations[].sections[].name',
    'organisations[].links[].link',
    'gateways[].key',
    'gateways[].name',
  ],
  ask: (client, query) => client('GET /organisations', query),
})

const whatTheyRead = tool({
  name: 'what_they_read',
  route: routes['GET /organisations/{key}'],
  hint: 'The key is that of who_came or of a visit. Pages, sections and links that it read most, and for how long.',
  parameters: {
    organisation: v.pipe(
      organisationText,
      v.description('Key of the organisation, such as apple, or AS714, the number of a network of it.'),
    ),
    site: organisationQuery.entries.site,
    from: organisationQuery.entries.from,
    to: organisationQuery.entries.to,
  },
  strangers: ['key', 'name', 'domain', 'pages[].page', 'sections[].page', 'sections[].name', 'links[].link'],
  ask: (client, { organisation, ...query }) =>
    client('GET /organisations/{key}', query, { id: organisation }),
})

const visits = tool({
  name: 'visits',
  route: routes['GET /visits'],
  hint: 'Visits of bots and of the owner are left out unless asked for. Where cursor is not null there are more: ask again with it and the same arguments.',
  parameters: {
    ...visitFilterQuery.entries,
    limit: limitFor(visitsQuery.entries.limit),
    cursor: visitsQuery.entries.cursor,
  },
  strangers: [
    'visits[].page',
    'visits[].host',
    'visits[].title',
    'visits[].organisation',
    'visits[].organisationKey',
    'visits[].domain',
    'visits[].reverseDomain',
    'visits[].referrer',
    'visits[].referrerPath',
    'visits[].utmSource',
    'visits[].utmMedium',
    'visits[].utmCampaign',
    'visits[].utmTerm',
    'visits[].utmContent',
    'visits[].language',
    'visits[].timeZone',
    'visits[].screen',
    'visits[].viewport',
    'visits[].userAgent',
    'visits[].browser',
    'visits[].os',
    'visits[].sections[].name',
    'visits[].links[]',
  ],
  ask: (client, query) => client('GET /visits', query),
})

const recipients = tool({
  name: 'recipients',
  route: routes['GET /recipients'],
  hint: 'Only the state read means that a person did. Where cursor is not null there are more: ask again with it and the same arguments.',
  parameters: {
    site: recipientsQuery.entries.site,
    from: recipientsQuery.entries.from,
    to: recipientsQuery.entries.to,
    limit: limitFor(recipientsQuery.entries.limit),
    cursor: recipientsQuery.entries.cursor,
  },
  strangers: [
    'recipients[].organisations[].key',
    'recipients[].organisations[].name',
    'recipients[].pages[].page',
    'recipients[].pages[].title',
    'recipients[].pages[].sections[].name',
    'recipients[].pages[].links[]',
    'recipients[].fetches[].organisation',
    'recipients[].fetches[].userAgent',
  ],
  ask: (client, query) => client('GET /recipients', query),
})

const stats = tool({
  name: 'stats',
  route: routes['GET /stats'],
  hint: `Answers with at most ${mostRows} rows, days and hours among them: for more, ask in parts.`,
  parameters: {
    ...visitFilterQuery.entries,
    from: statsQuery.entries.from,
    by: statsQuery.entries.by,
    internal: statsQuery.entries.internal,
    tz: statsQuery.entries.tz,
    limit: limitFor(statsQuery.entries.limit),
  },
  strangers: ['by.*.values[].value', 'by.*.values[].name', 'by.*.values[].site', 'by.*.values[].title'],
  ask: async (client, query) => requireFewRows(await client('GET /stats', query)),
})

const refusals = tool({
  name: 'refusals',
  route: routes['GET /refusals'],
  hint: 'Tells why a page of the owner may not be counted, and the setting that would let it in.',
  parameters: {
    from: refusalsQuery.entries.from,
    to: refusalsQuery.entries.to,
    limit: limitFor(refusalsQuery.entries.limit),
  },
  strangers: [
    'refusals[].host',
    'refusals[].site',
    'refusals[].page',
    'refusals[].detail',
    'refusals[].remedy',
  ],
  ask: (client, query) => client('GET /refusals', query),
})

/** All that an assistant may ask: nothing here changes anything. */
export const tools: readonly Tool[] = [whoCame, whatTheyRead, visits, recipients, stats, refusals]
