import * as v from 'valibot'
import {
  type NotifySettings,
  notifiableKinds,
  notifyHour,
  notifyKinds,
  type WebhookSettings,
  webhookShapes,
} from '../../lambda/contract'
import { domainSetting } from './domain-setting'
import { mailAddress } from './mail-address'
import type { NotifySetting } from './notify'
import { object, whole, wrong } from './setting'
import { zoneSetting } from './zone-setting'

const mostWebhooks = 5
const mostSecrets = 2
const mostUrl = 500
const secretBytes = { least: 24, most: 64 }

/** Neither a secret nor an address is repeated: whoever knows the address of a hook may write to it. */
const notSecret =
  'is not whsec_ and 24 to 64 bytes in base64, such as openssl rand -base64 32 makes; it is not repeated here'
const notUrl =
  'is not an https:// address without name and password, of at most 500 characters; it is not repeated here'

const isSecret = (text: string): boolean => {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? []
  const { length } = Buffer.from(base64, 'base64')
  return length >= secretBytes.least && length <= secretBytes.most
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** @param allowLoopback whether a receiver on this machine may be called without TLS */
function isHook(text: string, allowLoopback: boolean): boolean {
  if (text.length > mostUrl || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (allowLoopback && protocol === 'http:' && loopback.has(hostname))
}

/** Only Standard Webhooks are signed, and they always are: what others take for a signature is the address itself. */
const areSecretsApt = ({ shape, secrets }: WebhookSettings): boolean =>
  (shape === 'webhook') === secrets.length > 0
const secretsMisplaced = ({ input }: v.BaseIssue<unknown>): string => {
  const { shape } = input as WebhookSettings
  return shape === 'webhook'
    ? 'has no secrets, by which its receiver tells it from a forgery; or set shape: slack, discord or ntfy'
    : `has secrets, and a receiver of shape ${shape} knows no signature: leave them out, and keep its address secret`
}

const webhook = (allowLoopback: boolean) =>
  v.pipe(
    object({
      url: v.pipe(
        v.string(notUrl),
        v.check((text) => isHook(text, allowLoopback), notUrl),
      ),
      secrets: v.optional(
        v.pipe(
          v.array(v.pipe(v.string(notSecret), v.check(isSecret, notSecret)), 'is not a list of secrets'),
          v.maxLength(mostSecrets, 'has more than two secrets: the new one, and the one that it replaces'),
        ),
        [],
      ),
      shape: v.optional(v.picklist(webhookShapes, wrong(`one of ${webhookShapes.join(', ')}`)), 'webhook'),
    }),
    v.check((hook) => areSecretsApt(hook), secretsMisplaced),
  )

const hourOfDay = whole(0, 23, 'hours')
const notHours = wrong('two hours that differ, such as [22, 7]')

const kind = v.picklist(notifiableKinds, wrong(`one of ${notifiableKinds.join(', ')}`))

const entries = (allowLoopback: boolean) => ({
  kinds: v.optional(
    v.pipe(
      v.array(kind, 'is not a list, such as ["business"]'),
      v.transform((kinds) => [...new Set(kinds)]),
    ),
    [...notifyKinds],
  ),
  recipients: v.optional(v.boolean(wrong('true or false')), true),
  digest: v.nullish(v.picklist(['daily', 'weekly'], wrong('daily or weekly')), null),
  hour: v.optional(hourOfDay, notifyHour),
  zone: v.nullish(zoneSetting, null),
  quiet: v.nullish(
    v.pipe(
      v.strictTuple([hourOfDay, hourOfDay], notHours),
      v.check(([from, to]) => from !== to, notHours),
    ),
    null,
  ),
  webhooks: v.optional(
    v.pipe(
      v.array(
        webhook(allowLoopback),
        'is not a list of {"url", "secrets", "shape"}; write it in visitbook.json',
      ),
      v.maxLength(mostWebhooks, `has more than ${mostWebhooks} webhooks`),
    ),
    [],
  ),
  email: v.nullish(mailAddress, null),
  from: v.nullish(
    v.pipe(
      mailAddress,
      v.check(
        (address) => v.is(domainSetting, mailDomain(address)),
        wrong('an address on a domain of your own'),
      ),
    ),
    null,
  ),
})

const notify = (allowLoopback: boolean) =>
  v.pipe(
    object(entries(allowLoopback)),
    v.check(({ email, from }) => from === null || email !== null, 'has from, which needs email'),
  )

/** The setting of a stack. */
export const notifySetting = notify(false)

/** That of `npm start`, whose messages may go to a receiver on this machine. */
export const localNotifySetting = notify(true)

/** The domain of an e-mail address, in lower case. */
export const mailDomain = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** What the functions get of it. @param zone the setting of that name, by which the dashboard shows days */
export const notifySettingsOf = (set: NotifySetting, zone: string | null): NotifySettings => ({
  ...set,
  zone: set.zone ?? zone ?? 'UTC',
})
