import { ask, type Deployment, firefox, must, type Step, site, typed } from './steps'

interface Recipient {
  readonly code: string
  readonly shortLink: string
  readonly state: string | null
}

/** Makes a link to a page or file of the site, for somebody. */
const madeFor = async (deployment: Deployment, path: string): Promise<Recipient> =>
  JSON.parse(
    await ask(
      deployment,
      '/recipients',
      `-X POST -d '${JSON.stringify({ name: 'Acme, Jane Doe', page: `https://${site}${path}` })}'`,
    ),
  )

/** What following a short link is answered: its status, and where it leads. */
const follow = ({ terminal, said }: Deployment, { code }: Recipient, options = ''): Promise<string> =>
  typed(
    terminal,
    `curl -sS ${options} -o link.txt -w '%{http_code} %{redirect_url}' -A '${firefox}' ${said.ApiUrl}/l/${code}`,
  )

async function stateOf(deployment: Deployment, { code }: Recipient): Promise<string | null | undefined> {
  const { recipients } = JSON.parse(await ask(deployment, '/recipients')) as { recipients: Recipient[] }
  return recipients.find((one) => one.code === code)?.state
}

/** A recipient's link that is asked for by curl, which runs no beacon. */
const followed = (path: string, leadsTo: (code: string) => string) => async (deployment: Deployment) => {
  const recipient = await madeFor(deployment, path)
  must(recipient.shortLink.endsWith(`/l/${recipient.code}`), `the short link is ${recipient.shortLink}`)
  const expected = `302 https://${site}${leadsTo(recipient.code)}`
  const head = await follow(deployment, recipient, '-I')
  must(head === expected, `HEAD is answered ${head}, not ${expected}`)
  must((await stateOf(deployment, recipient)) === null, 'a HEAD is kept')
  const answer = await follow(deployment, recipient)
  must(answer === expected, `the link is answered ${answer}, not ${expected}`)
  must((await stateOf(deployment, recipient)) === 'fetched', 'the link is not fetched')
}

export const linkSteps: readonly Step[] = [
  {
    name: 'a link is made for a page and followed: that it was asked for is counted as fetched',
    differs: 'short links do not name the port, so the address of the API is put in',
    take: followed('/cv.html', (code) => `/cv.html?to=${code}`),
  },
  {
    name: 'a link is made for a file and followed: that is a visit of it, fetched',
    take: followed('/cv.pdf', () => '/cv.pdf'),
  },
]
