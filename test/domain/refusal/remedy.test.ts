import type { RecordedReason } from '../../../lambda/domain/refusal/refusal-record'
import { remedyOf } from '../../../lambda/domain/refusal/remedy'
import { requireListedOrigin } from '../../../lambda/domain/visit/origin-check'
import { givenSettings } from '../../../lib/settings/given-settings'
import { parseSettings } from '../../../lib/settings/settings'
import { localSettings } from '../../../local/settings'

const sites = ['you.github.io', '*.example.com']
const service = { sites, isDeployed: true }
const unlisted = { host: 'www.example.org', listable: true, detail: 'page is required' }

const setting =
  'if this is yours: "sites": ["you.github.io", "*.example.com", "www.example.org"] in visitbook.json, ' +
  "or -c 'sites=you.github.io,*.example.com,www.example.org'"

test.each<[RecordedReason, Partial<typeof unlisted>, string]>([
  ['origin not listed', {}, setting],
  ['referer not listed', {}, setting],
  ['site not listed', {}, setting],
  ['origin not listed', { host: 'a.example.com' }, 'nothing: a.example.com is listed now'],
  ['site not listed', { host: 'you.github.io' }, 'nothing: you.github.io is listed now'],
  [
    'origin not listed',
    { host: 'chrome-extension://abc', listable: false },
    'no setting: what came as origin is not the host of a web page',
  ],
  [
    'referer not listed',
    { host: '', listable: false },
    'no setting: what came as referer is not the host of a web page',
  ],
  [
    'malformed',
    { host: 'you.github.io', listable: false },
    'correct what the page sends (page is required), or use the beacon as it is',
  ],
])('%s of %j: %s', (reason, fields, remedy) => {
  expect(remedyOf({ ...unlisted, ...fields, reason }, service)).toBe(remedy)
})

test('what hides where it comes from is told how to show it', () => {
  const remedy = remedyOf(
    { reason: 'no origin and no referer', host: '', listable: false, detail: '' },
    service,
  )
  expect(remedy).toMatch(/^let the page send its referrer/)
  expect(remedy).not.toContain('"sites"')
})

test.each(['www.example.org', 'www.example.org:8443', '[2001:db8::1]:8080', 'xn--bcher-kva.example'])(
  'the setting that is named is one, and lets %s in',
  (host) => {
    const remedy = remedyOf({ ...unlisted, reason: 'origin not listed', host }, service)
    const [, inFile] = /("sites": \[.*\]) in visitbook\.json/.exec(remedy) as unknown as [string, string]
    const [, typed] = /-c 'sites=(.*)'$/.exec(remedy) as unknown as [string, string]
    for (const given of [{ visitbook: JSON.parse(`{${inFile}}`) }, { sites: typed }]) {
      const { sites: listed } = parseSettings(givenSettings(given))
      expect(listed).toEqual([...sites, host])
      expect(requireListedOrigin(listed, { origin: `https://${host}` })).toBe(host)
    }
  },
)

test.each(['www.example.org', 'www.example.org:8443', '[2001:db8::1]:8080', 'xn--bcher-kva.example'])(
  'under npm start the command is named that lets %s in',
  (host) => {
    const refusal = { ...unlisted, reason: 'origin not listed', host } as const
    const remedy = remedyOf(refusal, { sites, isDeployed: false })
    const [, typed] = /^if this is yours: VISITBOOK_SITES='([^']*)' npm start$/.exec(remedy) ?? []
    const { sites: listed } = localSettings({ VISITBOOK_SITES: typed, DEMO_PORT: '0' })
    expect(listed).toEqual([...sites, host])
    expect(requireListedOrigin(listed, { origin: `https://${host}` })).toBe(host)
  },
)
