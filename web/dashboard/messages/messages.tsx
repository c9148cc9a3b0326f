import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { messagesPath, testMessagePath } from '../api/request-list'
import { useFinder } from '../find/finding'
import { ZoneNote } from '../frame/zone-note'
import { Headline } from '../parts/headline'
import { Answer } from '../parts/placeholders'
import { SendButton } from '../parts/send-button'
import { useAppContext } from '../state/app-context'
import { filled } from '../text/filled'
import { countText } from '../text/format'
import { MessageItem } from './message-item'

type MessageList = AnswerOf<'GET /messages'>
export type ListedMessage = MessageList['messages'][number]

/** While a message is being handed over, it is looked at again after so many milliseconds, and so often at most. */
const lookMs = 3000
const mostLooks = 20

/** A message that is due within so many milliseconds is on its way: whoever sends it puts that off by two minutes. */
const soonMs = 150_000

/** What the owner was told of, and what became of each message. */
export function Messages(): JSX.Element {
  const { client } = useAppContext()
  const isFound = useFinder()
  const [isWhole, setIsWhole] = useState(false)
  const answer = useAnswer<'GET /messages'>(client, messagesPath(isWhole))
  const { data, retry } = answer
  useLooks(data, retry)
  return (
    <>
      <Headline>{headlineOf(data)}</Headline>
      <p class="lead">{words.aboutMessages}</p>
      <ZoneNote />
      <p class="acts">
        <SendButton method="POST" path={testMessagePath}>
          {words.sendTestMessage}
        </SendButton>
      </p>
      <Answer of={answer} loading={words.loadingMessages} rows={4}>
        {({ messages, cursor }) => (
          <>
            {messages.length === 0 && <NoMessages />}
            <ul class="plain-list entries">
              {messages
                .filter(({ name, title, site }) => isFound(name, title, site))
                .map((one) => (
                  <MessageItem key={one.id} of={one} />
                ))}
            </ul>
            {cursor !== null && !isWhole && (
              <button type="button" class="plain more" onClick={() => setIsWhole(true)}>
                {words.showOlder}
              </button>
            )}
          </>
        )}
      </Answer>
    </>
  )
}

/** Looks again, a few times, while a message is on its way. */
function useLooks(data: MessageList | null, retry: () => void): void {
  const isOnItsWay = data?.messages.some(isDue) ?? false
  const looks = useRef(0)
  useEffect(() => {
    looks.current = isOnItsWay ? looks.current + 1 : 0
    if (!isOnItsWay || looks.current > mostLooks) return
    const timer = setTimeout(retry, lookMs)
    return () => clearTimeout(timer)
  }, [isOnItsWay, data, retry])
}

const isDue = ({ due }: ListedMessage): boolean => due !== null && Date.parse(due) <= Date.now() + soonMs

function headlineOf(answer: MessageList | null): string {
  const failed = answer?.messages.filter(({ state }) => state === 'failed').length ?? 0
  return failed === 0 ? words.messages : words.haveFailed(countText(failed, words.ofMessages))
}

/** How to be told. */
const NoMessages = (): JSX.Element => (
  <p class="quiet">{filled(words.noMessages, <code>{'"notify": {"email": "you@example.com"}'}</code>)}</p>
)
