import type { JSX } from 'preact'
import * as words from '#words'
import { tokensPath } from '../api/request-list'
import type { Sites } from '../frame/site-switcher'
import { LinkForm } from '../parts/link-form'
import { useAppContext } from '../state/app-context'
import type { MadeToken } from './shares'

interface Props {
  readonly sites: Sites
  readonly onMade: (made: MadeToken) => void
}

/** Asks what a new link is for. Its days are those of the time zone in which it is made. */
export function ShareForm({ sites, onMade }: Props): JSX.Element {
  const { client, view, moment } = useAppContext()
  const make = async (form: HTMLFormElement) => {
    const response = await client.send('POST', tokensPath, messageOf(new FormData(form), moment.zone))
    onMade(await response.json())
    for (const name of ['name', 'embed']) clear(form.elements.namedItem(name))
  }
  return (
    <LinkForm make={make}>
      <Fields sites={sites} shown={view.site} />
    </LinkForm>
  )
}

const Fields = ({ sites, shown }: { sites: Sites; shown: string | null }): JSX.Element => (
  <>
    <label>
      {words.site}
      <select name="site">
        {sites.map(({ site }) => (
          <option key={site} selected={site === shown}>
            {site}
          </option>
        ))}
      </select>
    </label>
    <label>
      {words.nameForYou}
      <input name="name" maxLength={64} placeholder={words.forMyTeam} />
    </label>
    <label>
      {words.framedBy}
      <input name="embed" maxLength={253} placeholder="https://you.dev" />
    </label>
    <label class="switch">
      <input type="checkbox" name="pages" />
      {words.namePages}
    </label>
  </>
)

function clear(field: Element | RadioNodeList | null): void {
  if (field instanceof HTMLInputElement) field.value = ''
}

/** What is left empty is left out. */
function messageOf(data: FormData, zone: string): object {
  const given = ['site', 'name', 'embed'].flatMap((name) => {
    const text = String(data.get(name) ?? '').trim()
    return text === '' ? [] : [[name, text]]
  })
  return { ...Object.fromEntries(given), pages: data.has('pages'), zone }
}
