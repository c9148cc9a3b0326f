import type { WebhookSettings } from '../../contract'
import type { WrittenMessage } from '../../domain/message/written-message'
import { cut } from '../../domain/text'

/** A message for a receiver that knows no signature. */
interface Shaped {
  readonly url: string
  readonly body: object
}

/** How a message is put for a receiver. Names and titles are strangers' texts, and stay text. */
export const shapes = {
  slack: (url, written) => ({ url, body: slackBody(written) }),
  discord: (url, written) => ({ url, body: discordBody(written) }),
  ntfy: (url, written) => ntfyPost(url, written),
} as const satisfies Record<
  Exclude<WebhookSettings['shape'], 'webhook'>,
  (url: string, written: WrittenMessage) => Shaped
>

/** Lines of a message but for the address of the dashboard, at the end, which Slack and Discord are to show as a link. */
const linesOf = ({ text, url }: WrittenMessage): string[] =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== url)

/** A text without its first paragraph, which is the title. */
const withoutTitle = (text: string): string => text.split('\n\n').slice(1).join('\n\n').trim()

/** Characters of a text of Slack, which takes 40,000 and shows fewer. */
const slackLength = 3000

/** `&`, `<` and `>` are all that has a meaning once formatting is off: `<!channel>` calls everybody, `<https://…>` is a link. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const slackBody = (written: WrittenMessage) => ({
  text: `${beginning(linesOf(written).map(slackText), slackLength)}\n<${slackText(written.url)}>`,
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
})

/** Characters of a message of Discord: 2,000, and an address of 500 at most. */
const discordLength = 1400

/** With a backslash before them they are no formatting, mention, link or time. */
const discordText = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&')

const discordBody = (written: WrittenMessage) => ({
  content: `${beginning(linesOf(written).map(discordText), discordLength)}\n<${written.url}>`,
  allowed_mentions: { parse: [] },
})

/** Bytes of a message of ntfy, which makes a file of what is longer than 4,096. */
const ntfyBytes = 4000
const ntfyTitleBytes = 250

/** Published as JSON, at the root of the server: so title and text may be of any script. */
function ntfyPost(address: string, written: WrittenMessage): Shaped {
  const url = new URL(address)
  const [topic = ''] = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .slice(-1)
  url.pathname = '/'
  return {
    url: url.href,
    body: {
      topic,
      title: cut(written.title, ntfyTitleBytes),
      message: cut(withoutTitle(written.text), ntfyBytes),
      click: written.url,
    },
  }
}

/** The first lines, as many as fit, so that none is cut within an escaped character. */
function beginning(lines: readonly string[], length: number): string {
  const kept: string[] = []
  let left = length
  for (const line of lines) {
    left -= line.length + 1
    if (left < 0) return [...kept, '…'].join('\n')
    kept.push(line)
  }
  return kept.join('\n')
}
