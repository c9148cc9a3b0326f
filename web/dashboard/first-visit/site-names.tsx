import type { JSX } from 'preact'
import type { Sites } from '../frame/site-switcher'

/** The hosts of sites, with commas between them. */
export const SiteNames = ({ sites }: { sites: Sites }): JSX.Element => (
  <>
    {sites.map(({ site }, at) => (
      <span key={site}>
        {at > 0 && ', '}
        <bdi>{site}</bdi>
      </span>
    ))}
  </>
)
