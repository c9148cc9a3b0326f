import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { OneOrganisation } from './organisation-page'

/** Values of the choice that are no network. */
const [whole, range] = ['whole', 'range']

/** Asks what a correction is about. Behind a provider's network are many firms, so it need not be about all of it. */
export function SubjectFields({ of: { name, asns } }: { of: OneOrganisation }): JSX.Element {
  const [chosen, setChosen] = useState(whole)
  return (
    <>
      <label>
        {words.correctionOf}
        <select name="about" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value={whole}>{words.allOf(name)}</option>
          {asns.map((asn) => (
            <option key={asn} value={`AS${asn}`}>
              {words.onlyNetwork(`AS${asn}`)}
            </option>
          ))}
          <option value={range}>{words.onlyAddresses}</option>
        </select>
      </label>
      {chosen === range && (
        <label>
          {words.addresses}
          <input name="range" required placeholder="203.0.113.0/24" />
        </label>
      )}
    </>
  )
}

/** Returns what the form is about: a key, `AS714` or a range. */
export function subjectIn(data: FormData, key: string): string {
  const about = data.get('about')
  if (about === range) return String(data.get('range') ?? '').trim()
  return about === whole || about === null ? key : String(about)
}

/** The path of a correction. A range has a hyphen for its slash there. */
export const correctionPath = (subject: string): string =>
  `/organisations/${encodeURIComponent(subject.replace('/', '-'))}`
