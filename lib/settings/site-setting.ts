import * as v from 'valibot'
// The one exception to "lib imports only lambda/contract": a site must mean the same at synth and at run time.
import { parseSite } from '../../lambda/domain/visit/site-list'
import { whole } from './setting'

const notHost = ({ input }: v.BaseIssue<unknown>) =>
  `${JSON.stringify(input)} is not a host; write the host alone, such as you.github.io or *.example.com`

/** Refuses to deploy without a site. Bootstrap, list and destroy need none. */
export const noSites = `setting sites: is empty. Run ./visitbook setup, or list the hosts of the pages that may record in visitbook.json:

    { "sites": ["you.github.io", "www.example.com"] }

or, for one run, on the command line: npx cdk deploy -c sites=you.github.io,www.example.com`

const site = v.pipe(
  v.string(notHost),
  v.check((entry) => parseSite(entry) !== null, notHost),
  v.transform((entry) => parseSite(entry) as string),
)

/** The list of sites, in canonical form, none twice. */
export const siteSetting = v.optional(
  v.pipe(
    v.array(site, 'is not a list of hosts, such as ["you.github.io"]'),
    v.transform((sites) => [...new Set(sites)]),
  ),
  [],
)

/** Hosts, in canonical form, and the number of shards of each. */
export const shardsSetting = v.optional(
  v.pipe(
    v.record(
      v.pipe(
        v.string(),
        v.check((host) => parseSite(host) !== null && !host.includes('*'), notHost),
      ),
      whole(1, 100, 'shards'),
      'is not an object such as {"you.github.io": 4}; write it in visitbook.json',
    ),
    v.transform((shards) =>
      Object.fromEntries(Object.entries(shards).map(([host, count]) => [parseSite(host) as string, count])),
    ),
  ),
  {},
)
