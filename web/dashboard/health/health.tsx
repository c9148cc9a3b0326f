import type { ComponentChildren, JSX } from 'preact'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { healthPath, statusPath } from '../api/request-list'
import { exampleSite } from '../example/example-site'
import type { Sites } from '../frame/site-switcher'
import { Headline } from '../parts/headline'
import { Answer } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filled } from '../text/filled'
import { ago, countText, dollars, fullDay, fullMoment, monthName, number } from '../text/format'

type HealthAnswer = AnswerOf<'GET /health'>
type StatusAnswer = AnswerOf<'GET /status'>
type FailingDay = StatusAnswer['uncounted']['failing'][number]

/** The state of the service: how fresh its data are, and what it costs. */
export function Health({ sites }: { sites: Sites | null }): JSX.Element {
  const { client, moment } = useAppContext()
  const health = useAnswer<'GET /health'>(client, healthPath)
  const status = useAnswer<'GET /status'>(client, statusPath)
  const both = health.data && status.data && { health: health.data, status: status.data }
  const retry = () => {
    health.retry()
    status.retry()
  }
  return (
    <>
      <Headline>{headlineOf(health.data, status.data)}</Headline>
      <Answer
        of={{ data: both, error: health.error || status.error, retry }}
        loading={words.loadingHealth}
        rows={5}
      >
        {({ health, status }) => (
          <dl class="facts">
            <StatusFacts status={status} now={moment.now} />
            <Fact name={words.networks}>
              <span class="line">{tableText(health.networkTable, moment.now)}</span>
              {health.notice !== null && (
                <span class="line" lang="en">
                  {health.notice}
                </span>
              )}
            </Fact>
            <Fact name={words.sites}>
              {sites?.map((one) => (
                <SiteLine key={one.site} site={one} />
              ))}
            </Fact>
          </dl>
        )}
      </Answer>
    </>
  )
}

function headlineOf(health: HealthAnswer | null, status: StatusAnswer | null): string {
  if (health === null) return words.health
  if (status?.paused) return words.paused
  if (isTroubled(status?.messages ?? null)) return words.messagesFail
  const failing = status?.uncounted.failing.length ?? 0
  if (failing > 0) return words.cannotBeCounted(countText(failing, words.ofDays))
  return health.status === 'ok' ? words.allIsWell : words.worksWithoutNames
}

type MessageHealth = NonNullable<StatusAnswer['messages']>

const isTroubled = (messages: MessageHealth | null): boolean =>
  messages !== null && (messages.failed > 0 || messages.trouble.length > 0 || messages.mail !== null)

const Fact = ({ name, children }: { name: string; children: ComponentChildren }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function StatusFacts({ status, now }: { status: StatusAnswer; now: Date }): JSX.Element {
  const { version, lastVisit, uncounted, archive, messages, month, paused } = status
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
      <Fact name={words.cost}>
        {words.costIn(
          dollars(month.dollars),
          monthName(month.month),
          countText(month.visits, words.ofVisits),
        )}
      </Fact>
      <Fact name={words.version}>{version}</Fact>
    </>
  )
}

/** How messages are doing, and what helps. */
function MessageLines({ of }: { of: MessageHealth }): JSX.Element {
  const { view } = useAppContext()
  const { waiting, failed, trouble, mail } = of
  if (waiting === 0 && !isTroubled(of)) return <>{words.allArrive}</>
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
