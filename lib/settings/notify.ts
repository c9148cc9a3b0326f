import type { NotifySettings, WebhookSettings } from '../../lambda/contract'

/** How the owner hears of who came, as it is set. */
export interface NotifySetting extends Omit<NotifySettings, 'zone'> {
  /** An IANA name; null for the setting `zone`, and for UTC where that is not set. */
  readonly zone: string | null
}

/** The same, where each part may be left out. */
export interface GivenNotify extends Partial<Omit<NotifySetting, 'webhooks'>> {
  readonly webhooks?: readonly (Pick<WebhookSettings, 'url'> & Partial<WebhookSettings>)[]
}
