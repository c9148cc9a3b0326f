import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { recipientPath } from '../api/request-list'
import { CopiedText } from '../parts/copied-text'
import { errorText } from '../parts/error-text'
import { MuteButton } from '../parts/mute-button'
import { PageName } from '../parts/page-name'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { dayOf } from '../state/day'
import { fullDay } from '../text/format'
import { Sections } from '../visits/visit-reading'
import { QrCode } from './qr-code'
import type { ListedRecipient } from './recipients'

/** The links of a recipient, what was read of each page, and what can be done with it. */
export function RecipientDetails({ of }: { of: ListedRecipient }): JSX.Element {
  const { view } = useAppContext()
  const filters = { recipient: of.code }
  return (
    <div class="details">
      <CopiedText name={words.link} text={of.link} />
      {of.shortLink !== of.link && <CopiedText name={words.shortLink} text={of.shortLink} />}
      <QrCode code={of.code} name={of.name} />
      {of.pages.map(({ page, title, sections }) => (
        <section key={page}>
          <h3>
            <PageName page={page} site={hostOf(of.page)} title={title} />
          </h3>
          {sections.length > 0 && <Sections sections={sections} />}
        </section>
      ))}
      <p class="quiet">{words.madeFor(of.page, fullDay(dayOf(new Date(of.created))))}</p>
      <p class="links">
        <ViewLink to={{ ...view, name: 'visits', organisation: null, bots: true, filters }}>
          {words.allVisitsBy(of.name)}
        </ViewLink>
      </p>
      <Changes of={of} />
      <p class="acts">
        <MuteButton path={recipientPath(of.code)} name={of.name} isMuted={of.muted} />
      </p>
    </div>
  )
}

/** The host of the page that a link leads to. */
const hostOf = (page: string): string | undefined => (URL.canParse(page) ? new URL(page).host : undefined)

/** Renames a recipient, or withdraws its link and takes that back. */
function Changes({ of: { code, name, withdrawn } }: { of: ListedRecipient }): JSX.Element {
  const { client } = useAppContext()
  const [text, setText] = useState(name)
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const change = (body: object) => {
    setProblem(null)
    return client.send('PATCH', recipientPath(code), body).catch((error) => setProblem(errorText(error)))
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change({ name: text })
      }}
    >
      <label>
        {words.recipientName}
        <input
          required
          maxLength={100}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>{' '}
      <button type="submit" disabled={text.trim() === '' || text === name}>
        {words.rename}
      </button>{' '}
      <button type="button" onClick={() => change({ withdrawn: withdrawn === null })}>
        {withdrawn === null ? words.withdrawLink : words.takeBackWithdrawal}
      </button>
      <span role="alert" class="problem">
        {problem}
      </span>
    </form>
  )
}
