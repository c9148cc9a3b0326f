import { throttle } from '../../lib/settings/settings'
import { callAws } from './aws'
import {
  ask,
  askAws,
  beacon,
  type Deployment,
  deploy,
  must,
  nameOf,
  Skipped,
  type Step,
  typed,
  writeSettings,
} from './steps'

interface Limit {
  readonly ThrottlingRateLimit: number
}

interface Stage {
  readonly DefaultRouteSettings: Limit
  readonly RouteSettings: Readonly<Record<string, Limit>>
}

/** Requests a second that the API answers, of each limit that it has. */
async function limitsOf(deployment: Deployment): Promise<number[]> {
  const [, ApiId] = /^https?:\/\/(\w+)\./.exec(deployment.said.ApiUrl ?? '') ?? []
  const stage = { ApiId, StageName: '$default' }
  const found = await askAws<Stage>(deployment, 'ApiGatewayV2', 'GetStage', stage)
  const limits = [found.DefaultRouteSettings, ...Object.values(found.RouteSettings)]
  return limits.map((limit) => limit.ThrottlingRateLimit)
}

const isSlow = (limits: readonly number[]): boolean => limits.length > 1 && limits.every((rate) => rate === 1)

/** Has the fuse checked, as the hourly run and the end of a deploy do. */
async function checkFuse(deployment: Deployment): Promise<void> {
  const name = await nameOf(deployment, 'AWS::Lambda::Function', 'RollupFunction')
  const path = `/2015-03-31/functions/${name}/invocations`
  const answer = await callAws(deployment.emulator, { service: 'lambda', path, body: '{"fuse":"check"}' })
  must(!answer.includes('errorMessage'), `the fuse fails: ${answer}`)
}

const statusOf = async (deployment: Deployment) => JSON.parse(await ask(deployment, '/status'))

const budget = 10
const queryRate = throttle.query.rate + 10

/** A month that is used up by its budget, and one that is paused by hand: that grants the budget once more, so it comes last. */
export const fuseSteps: readonly Step[] = [
  {
    name: 'a month that has used up its budget is paused, with an alarm’s topic there; a deploy and its visits change nothing',
    differs: 'no event tells of the end of a deploy, so the check is called; no mail is sent',
    async take(deployment) {
      if ((await statusOf(deployment)).month.visits < budget) throw new Skipped('the month has just begun')
      writeSettings(deployment, { alarm: 'me@example.com', monthlyVisits: budget })
      await deploy(deployment)
      await checkFuse(deployment)
      must(isSlow(await limitsOf(deployment)), 'the fuse has not gone')
      must((await statusOf(deployment)).paused?.by === 'budget', 'GET /status does not say so')
      writeSettings(deployment, { throttle: { query: { rate: queryRate } } })
      await deploy(deployment)
      await checkFuse(deployment)
      must(isSlow(await limitsOf(deployment)), 'a deploy has ended the pause')
      must((await beacon(deployment, '/paused.html')) === '204', 'nothing is recorded any more')
      must(
        (await ask(deployment, '/visits?limit=1&bot=include')).includes('/paused.html'),
        'a visit is missing',
      )
      await typed(deployment.terminal, './visitbook resume')
      must((await limitsOf(deployment))[0] === queryRate, 'the limits of the settings do not come back')
      await checkFuse(deployment)
      must(!isSlow(await limitsOf(deployment)), 'the budget is not granted once more')
    },
  },
  {
    name: 'visitbook pause slows each route down to one request a second, and visitbook resume ends it',
    differs: 'the limits of a template are dropped, and none is heeded: what is set is read back',
    async take(deployment) {
      must(!isSlow(await limitsOf(deployment)), 'the service is slow before it is paused')
      must(
        (await typed(deployment.terminal, './visitbook pause 2>&1')).includes('paused until'),
        'no word of it',
      )
      must(isSlow(await limitsOf(deployment)), 'a route is not slowed down')
      must((await statusOf(deployment)).paused?.by === 'hand', 'GET /status does not say so')
      await typed(deployment.terminal, './visitbook resume')
      const [others, ...routes] = await limitsOf(deployment)
      must(others === queryRate, 'the limit of the settings does not come back')
      must(routes.includes(throttle.record.rate) && !routes.includes(1), 'those of the routes do not')
    },
  },
]
