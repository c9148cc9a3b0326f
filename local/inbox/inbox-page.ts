import { htmlText } from '../../lambda/domain/html-text'
import type { Delivery, OutboxEntry } from '../../lambda/domain/message/outbox-entry'
import type { WrittenMessage } from '../../lambda/domain/message/written-message'

/** A message, and how it stands with it. */
export interface Mail {
  readonly entry: OutboxEntry
  readonly written: WrittenMessage
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:1400px;padding:24px 16px}
h1{font-size:24px;margin:0 0 8px}h2{font-size:18px;margin:0 0 4px;overflow-wrap:anywhere}
article{border-top:1px solid GrayText;padding:20px 0}
.state{margin:0 0 12px;font-size:14px;overflow-wrap:anywhere}
.both{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:16px}
iframe{box-sizing:border-box;width:100%;height:400px;border:1px solid GrayText;resize:vertical}
pre{margin:0;height:400px;font:13px/1.5 ui-monospace,monospace;box-sizing:border-box;overflow:auto;padding:16px;border:1px solid GrayText;white-space:pre-wrap;overflow-wrap:anywhere}`

/** Returns the page of the newest messages, each as the mail that it is and as plain text. It has no script. */
export const inboxPage = (mails: readonly Mail[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Messages to you</title>
<style>${style}</style>
</head>
<body>
<h1>Messages to you</h1>
<p>${mails.length === 0 ? 'There is none yet.' : 'The newest come first. Load the page again to see new ones.'}</p>
${mails.map(article).join('\n')}
</body>
</html>
`

/** A mail's links may open a tab; nothing else in it may do anything. */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox'

const article = ({ entry, written }: Mail): string => `<article>
<h2>${htmlText(written.title)}</h2>
<p class="state">${htmlText(stateText(entry))}</p>
<div class="both">
<iframe sandbox="${sandbox}" title="As a mail" loading="lazy" srcdoc="${htmlText(written.html)}"></iframe>
<pre tabindex="0" aria-label="As plain text">${htmlText(written.text)}</pre>
</div>
</article>`

const stateText = ({ message, state, summary, due, deliveries }: OutboxEntry): string =>
  [
    message.at,
    summary === null ? state : `${state} into ${summary}`,
    ...(due === null ? [] : [`due ${due}`]),
    ...deliveries.map(deliveryText),
    message.id,
  ].join(' · ')

function deliveryText({ way, state, tries }: Delivery): string {
  const last = tries.at(-1)
  return last === undefined ? `${way}: ${state}` : `${way}: ${state} (${last.answer})`
}
