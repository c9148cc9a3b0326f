import type { JSX, TargetedEvent } from 'preact'
import { useAppContext } from '../state/app-context'
import { go } from '../state/navigation'

/** A site in the answer of `GET /sites`. */
export interface SiteAnswer {
  readonly site: string
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly listed: boolean
}

export function SiteSwitcher({ sites }: { sites: readonly SiteAnswer[] }): JSX.Element {
  const { view } = useAppContext()
  const names = sites.map(({ site }) => site)
  const known = view.site === null || names.includes(view.site) ? names : [view.site, ...names]
  const change = ({ currentTarget }: TargetedEvent<HTMLSelectElement>) =>
    go({ ...view, site: currentTarget.value || null, filters: {}, open: null })
  return (
    <label class="site">
      <span class="unseen">Site</span>
      <select value={view.site ?? ''} onChange={change}>
        <option value="">All sites</option>
        {known.map((site) => (
          <option key={site} value={site}>
            {site}
          </option>
        ))}
      </select>
    </label>
  )
}
