import { exampleSite } from '../../../web/dashboard/example/example-site'

const local = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Says once, beside the data, that some of it is invented: where a service on this machine answers with its example. */
export function exampleNoter(url: string): (answer: string) => void {
  let isSaid = !local.test(url)
  return (answer) => {
    if (isSaid || !answer.includes(`"${exampleSite}"`)) return
    isSaid = true
    console.error(`Example: all visits of ${exampleSite} are invented.`)
  }
}
