import { show } from '../parts/served-page'

/** The Navigation API: the address changes at once, the title when the handler is done. */
navigation.addEventListener('navigate', (event) => {
  if (!event.canIntercept) return
  const handler = async () => {
    const data = event.destination.url.replace('/intercept/', '/data/')
    const answer = await fetch(data, { signal: event.signal })
    show(await answer.text())
  }
  event.intercept({ handler })
})
