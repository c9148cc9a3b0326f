import type { ComponentChildren, JSX } from 'preact'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { failsToSend, troublesIn } from '../../../lambda/domain/report/trouble'
import { useAnswer } from '../api/answer'
import { healthPath, sitesPath, statusPath } from '../api/request-list'
import { exampleSite } from '../example/example-site'
import type { Sites } from '../frame/site-switcher'
import { ZoneNote } from '../frame/zone-note'
import { Headline } from '../parts/headline'
import { Answer } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { isOnThisMachine } from '../state/this-machine'
import { filled } from '../text/filled'
import { ago, countText, dollars, fullDay, fullMoment, monthName, number } from '../text/format'
import { TroubleList, troubleHeading } from './trouble-list'

type HealthAnswer = AnswerOf<'GET /health'>
type StatusAnswer = AnswerOf<'GET /status'>
type FailingDay = StatusAnswer['uncounted']['failing'][number]

/** The state of the service: how fresh its data are, and what it costs. */
export function Health(): JSX.Element {
  const { client, moment } = useAppContext()
  const sites = useAnswer<'GET /sites'>(client, sitesPath)
  const health = useAnswer<'GET /health'>(client, healthPath)
  const status = useAnswer<'GET /status'>(client, statusPath)
  const all = health.data &&
    status.data &&
    sites.data && { health: health.data, status: status.data, sites: sites.data }
  const troubles = all && troublesOf(all, moment.now)
  const retry = () => {
    sites.retry()
    health.retry()
    status.retry()
  }
  return (
    <>
      <Headline>{troubles === null ? words.health : troubleHeading(troubles)}</Headline>
      <ZoneNote />
      <TroubleList troubles={troubles ?? []} />
      <Answer
        of={{ data: all, error: health.error || status.error || sites.error, retry }}
        loading={words.loadingHealth}
        rows={5}
      >
        {({ health, status, sites: { sites } }) => (
          <dl class="facts">
            <StatusFacts status={status} now={moment.now} />
            <NetworkFact health={health} now={moment.now} />
            <Fact name={words.sites}>
              {sites.map((one) => (
                <SiteLine key={one.site} site={one} />
              ))}
            </Fact>
          </dl>
        )}
      </Answer>
    </>
  )
}

interface Told {
  readonly health: HealthAnswer
  readonly status: StatusAnswer
  readonly sites: AnswerOf<'GET /sites'>
}

/** All that is wrong with the service, the worst first. */
const troublesOf = ({ health: { networkTable }, status, sites }: Told, now: Date) =>
  troublesIn(
    { ...status, networkTable, refused: sites.refusedToday },
    { now, isDeployed: !isOnThisMachine() },
  )

type MessageHealth = NonNullable<StatusAnswer['messages']>

const Fact = ({ name, children }: { name: string; children: ComponentChildren }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function StatusFacts({ status, now }: { status: StatusAnswer; now: Date }): JSX.Element {
  const { version, lastVisit, uncounted, archive, messages, paused } = status
  return (
    <>
      <Fact name={words.lastVisit}>
        {lastVisit === null ? words.noneYet : `${ago(lastVisit, now)}, ${fullMoment(lastVisit)}`}
      </Fact>
      <Fact name={words.reports}>
        {uncounted.days === 0 || uncounted.oldest === null
          ? words.allCounted
          : words.toBeCounted(countText(uncounted.days, words.ofDays), fullDay(uncounted.oldest))}
      </Fact>
      {uncounted.failing.length > 0 && (
        <Fact name={words.failing}>
          {uncounted.failing.map((one) => (
            <FailingLine key={`${one.site} ${one.day}`} failing={one} now={now} />
          ))}
        </Fact>
      )}
      {messages && (
        <Fact name={words.messages}>
          <MessageLines of={messages} />
        </Fact>
      )}
      {archive && <Fact name={words.archive}>{archiveText(archive)}</Fact>}
      {paused && <Fact name={words.paused}>{words.pausedUntil(paused.until.slice(0, 10))}</Fact>}
      <Fact name={words.cost}>{costText(status)}</Fact>
      <Fact name={words.version}>{version}</Fact>
    </>
  )
}

const NetworkFact = ({ health, now }: { health: HealthAnswer; now: Date }): JSX.Element => (
  <Fact name={words.networks}>
    <span class="line">{tableText(health.networkTable, now)}</span>
    {health.notice !== null && (
      <span class="line" lang="en">
        {health.notice}
      </span>
    )}
  </Fact>
)

/** What the month cost, by the visits that are counted; where none is, why. */
function costText({ month: { month, visits, uncountedDays, ...cost }, lastVisit }: StatusAnswer): string {
  const name = monthName(month)
  const isBehind = visits === 0 && (uncountedDays > 0 || lastVisit?.startsWith(month))
  if (isBehind) return words.noCostYet(name)
  if (visits === 0) return words.noCostIn(name)
  return words.costIn({
    dollars: dollars(cost.dollars),
    month: name,
    visits: countText(visits, words.ofVisits),
    missing: uncountedDays === 0 ? null : countText(uncountedDays, words.ofDays),
  })
}

/** How messages are doing, and what helps. */
function MessageLines({ of }: { of: MessageHealth }): JSX.Element {
  const { view } = useAppContext()
  const { waiting, failed, trouble, mail } = of
  if (waiting === 0 && !failsToSend(of)) return <>{words.allArrive}</>
  return (
    <>
      {waiting + failed > 0 && (
        <span class="line">
          {words.waitingAndFailed(number(waiting), number(failed))}{' '}
          <ViewLink to={{ ...view, name: 'messages' }}>{words.lookAtThem}</ViewLink>
        </span>
      )}
      {trouble.map(({ way, answer, at }) => (
        <span key={way} class="line">
          <bdi lang="en">
            {way}: {answer}
          </bdi>{' '}
          <span class="quiet">{fullMoment(at)}</span>
        </span>
      ))}
      {mail !== null && (
        <span class="line" lang="en">
          {mail}
        </span>
      )}
    </>
  )
}

function archiveText({ until, missing }: NonNullable<StatusAnswer['archive']>): string {
  const reach = until === null ? words.noDayArchived : words.archivedUntil(fullDay(until))
  return missing === 0 ? reach : `${reach}; ${words.notArchived(countText(missing, words.ofDays))}`
}

const FailingLine = ({ failing, now }: { failing: FailingDay; now: Date }): JSX.Element => (
  <span class="line">
    {filled(words.dayOfSite, fullDay(failing.day), <bdi>{failing.site}</bdi>)}
    <span lang="en">{failing.reason}</span>{' '}
    <span class="quiet">{words.nextTry(ago(failing.since, now), fullMoment(failing.next))}</span>
  </span>
)

const SiteLine = ({ site: { site, listed, lastDay } }: { site: Sites[number] }): JSX.Element => (
  <span class="line">
    <bdi>{site}</bdi>{' '}
    <span class="quiet">
      {lastDay === null ? words.siteHasNoVisits : words.siteLastVisit(fullDay(lastDay))}
      {!listed && site !== exampleSite && words.notListed}
    </span>
  </span>
)

function tableText(day: string | null, now: Date): string {
  if (day === null) return words.noTable
  return words.tableOf(fullDay(day), ago(day, now))
}
