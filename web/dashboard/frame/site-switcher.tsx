import type { JSX, TargetedEvent } from 'preact'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAppContext } from '../state/app-context'
import { go } from '../state/navigation'

export type Sites = AnswerOf<'GET /sites'>['sites']

export function SiteSwitcher({ sites }: { sites: Sites }): JSX.Element {
  const { view } = useAppContext()
  const names = sites.map(({ site }) => site)
  const known = view.site === null || names.includes(view.site) ? names : [view.site, ...names]
  const change = ({ currentTarget }: TargetedEvent<HTMLSelectElement>) =>
    go({ ...view, site: currentTarget.value || null, filters: {}, open: null })
  return (
    <label class="site">
      <span class="unseen">{words.site}</span>
      <select value={view.site ?? ''} onChange={change}>
        <option value="">{words.allSites}</option>
        {known.map((site) => (
          <option key={site} value={site}>
            {site}
          </option>
        ))}
      </select>
    </label>
  )
}
