import type { JSX } from 'preact'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { isSought } from '../overview/organisation-rows'
import { PageName } from '../parts/page-name'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { botMark, botText } from '../text/bot'
import { clock, fullMoment, placeName } from '../text/format'
import { kindName } from '../text/kind'

interface Props {
  readonly visit: VisitAnswer
  readonly isFresh: boolean
  /** Whether to name the organisation, which its own page does not repeat. */
  readonly showsName: boolean
  /** Whether to name the site, where there are visits of several. */
  readonly showsSite: boolean
}

/** When a visit was; leads to it. */
export function VisitTime({ visit: { id, site, time, page } }: { visit: VisitAnswer }): JSX.Element {
  const { view } = useAppContext()
  return (
    <ViewLink
      to={{ ...view, open: { id, site } }}
      class="time"
      hint={fullMoment(time)}
      label={words.visitAt(clock(time), page)}
    >
      <time dateTime={time}>{clock(time)}</time>
    </ViewLink>
  )
}

/** A visit in a list: one line, or several on a narrow screen. */
export function VisitItem({ visit, isFresh, showsName, showsSite }: Props): JSX.Element {
  const { site, page, title, browser, os } = visit
  const referrer = visit.referrerGroup === 'internal' ? null : visit.referrer // the site itself tells nothing new
  const device = [browser, os].filter((one) => one !== null).join(', ')
  return (
    <li class={`visit${isFresh ? ' fresh' : ''}${showsName ? '' : ' alone'}`}>
      <VisitTime visit={visit} />
      {showsName && <Who visit={visit} />}
      <span class="page" title={page}>
        {showsSite && <bdi class="quiet site-name">{site}</bdi>}
        <PageName page={page} title={title} site={site} />
        <BotMark visit={visit} />
      </span>
      <span class="from quiet" title={referrer ?? undefined}>
        {referrer !== null && (
          <>
            <span class="unseen">{words.fromHost}</span>
            <bdi>{referrer}</bdi>
          </>
        )}
      </span>
      <span class="place quiet">
        <bdi>{placeName(visit)}</bdi>
      </span>
      <span class="device quiet" title={device}>
        <bdi>{device}</bdi>
      </span>
    </li>
  )
}

/** Says of a bot that it is one. */
export function BotMark({ visit }: { visit: VisitAnswer }): JSX.Element | null {
  const mark = botMark(visit)
  if (visit.bot === null) return null
  return (
    <span class="bot" lang={mark === words.bot ? undefined : 'en'} title={botText(visit) ?? undefined}>
      {mark}
    </span>
  )
}

/** An organisation stands out, a provider does not. */
export function Who({ visit }: { visit: VisitAnswer }): JSX.Element {
  const { view } = useAppContext()
  const { organisationKey: organisation, kind } = visit
  return (
    <span class="who">
      {organisation === null ? (
        <span class="quiet">{words.unknownNetwork}</span>
      ) : (
        <ViewLink
          to={{ ...view, name: 'organisation', organisation, filters: {} }}
          class={`name${isSought(visit) ? '' : ' quiet'}`}
        >
          <bdi>{nameOf(visit)}</bdi>
        </ViewLink>
      )}
      {kind !== null && <span class="quiet kind">{kindName(kind)}</span>}
    </span>
  )
}

export const nameOf = ({ organisation, reverseDomain, asn }: VisitAnswer): string =>
  organisation ?? reverseDomain ?? (asn === null ? words.unknownNetwork : `AS${asn}`)
