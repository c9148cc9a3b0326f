import { type Kind, kinds } from '../../../../lambda/domain/organisation/organisation'
import { type Label, parseLabels } from './classifier'

/** A file of labels, named for their kind. */
export interface LabelFile {
  readonly file: string
  readonly text: string
}

/**
 * Returns the labels of all files, each AS number labelled once.
 *
 * @throws Error naming the file and the line that is not understood, or that labels a number again
 */
export function parseLabelFiles(files: readonly LabelFile[]): Label[] {
  const labels = files.flatMap(({ file, text }) => parseLabels(kindOf(file), file, text))
  const places = new Map<number, string>()
  for (const { asns, place } of labels) {
    for (const asn of asns) {
      const first = places.get(asn)
      if (first !== undefined) throw new Error(`${place}: AS${asn} is labelled at ${first} already`)
      places.set(asn, place)
    }
  }
  return labels
}

function kindOf(file: string): Kind {
  const name = file.replace(/\.tsv$/, '')
  const kind = kinds.find((one) => one === name)
  if (kind === undefined)
    throw new Error(`${file}:1: no kind is called ${name}; the kinds are ${kinds.join(', ')}`)
  return kind
}
