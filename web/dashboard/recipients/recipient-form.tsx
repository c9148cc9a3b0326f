import type { JSX } from 'preact'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { recipientsPath } from '../api/request-list'
import type { Sites } from '../frame/site-switcher'
import { LinkForm } from '../parts/link-form'
import { useAppContext } from '../state/app-context'

interface Props {
  readonly sites: Sites
  /** Called with the code of the new link. */
  readonly onMade: (code: string) => void
}

/** Asks for whom a link is, and where it leads. */
export function RecipientForm({ sites, onMade }: Props): JSX.Element {
  const { client, view } = useAppContext()
  const make = async (form: HTMLFormElement) => {
    const { name, page } = Object.fromEntries(new FormData(form))
    const response = await client.send('POST', recipientsPath(null), { name, page })
    const { code }: AnswerOf<'POST /recipients'> = await response.json()
    onMade(code)
    form.reset()
  }
  const site = view.site ?? siteOf(sites)
  return (
    <LinkForm make={make}>
      <label>
        {words.recipientName}
        <input name="name" required maxLength={100} placeholder={words.exampleRecipient} />
      </label>
      <label>
        {words.pageOrFile}
        <input name="page" type="url" required maxLength={2000} defaultValue={site && `https://${site}/`} />
      </label>
    </LinkForm>
  )
}

/** The site that was visited last: where there are several, one of them may be just for trying. */
function siteOf(sites: Sites): string | undefined {
  const [last] = sites
    .filter(({ site }) => !site.startsWith('*'))
    .toSorted((a, b) => ((a.lastDay ?? '') < (b.lastDay ?? '') ? 1 : -1))
  return last?.site
}
