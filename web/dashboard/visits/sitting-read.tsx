import type { JSX } from 'preact'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import type { SittingFacts } from '../../../lambda/domain/describe/described-sitting'
import { PageName } from '../parts/page-name'
import { countText, number } from '../text/format'
import { durationText } from '../text/reading'

/** The most pages that a line names. */
const mostNamed = 6

interface Props extends Pick<SittingFacts, 'pages' | 'seconds'> {
  /** The first view, which knows where they came from. */
  readonly from: Pick<VisitAnswer, 'site' | 'referrer' | 'referrerGroup'>
}

/** What was read in a sitting, in one line: `3 pages, 4 min · from google.com › Résumé › Talks`. */
export function SittingRead({ from, pages, seconds }: Props): JSX.Element {
  const amount = [
    ...(pages.length > 1 ? [countText(pages.length, words.ofPages)] : []),
    ...(seconds === null || seconds === 0 ? [] : [durationText(seconds)]),
  ].join(', ')
  const referrer = from.referrerGroup === 'internal' ? null : from.referrer // the site itself tells nothing new
  const rest = pages.length - mostNamed
  return (
    <>
      {amount !== '' && <span class="amount">{amount} · </span>}
      {referrer !== null && (
        <span class="quiet">
          {words.fromHost}
          <bdi title={referrer}>{referrer.replace(/^www\./, '')}</bdi> ›{' '}
        </span>
      )}
      {pages.slice(0, mostNamed).map((page, at) => (
        <span key={page.page}>
          {at > 0 && <span class="quiet"> › </span>}
          <PageName page={page.page} title={page.title} site={from.site} />
        </span>
      ))}
      {rest > 0 && <span class="quiet"> {words.andMorePages(number(rest))}</span>}
    </>
  )
}
