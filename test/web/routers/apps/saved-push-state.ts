import { show } from '../parts/served-page'

/** Kept before anything else ran, as frameworks do. */
const push = history.pushState.bind(history)

const titles: Record<string, string> = { one: 'One', two: 'Two', late: 'Late' }
const showCurrent = () => show(titles[location.pathname.replace(/.*\//, '')] ?? 'Nothing')

addEventListener('popstate', showCurrent)
addEventListener('click', (event) => {
  if (!(event.target instanceof HTMLAnchorElement)) return
  event.preventDefault()
  push(null, '', event.target.href)
  showCurrent()
})
