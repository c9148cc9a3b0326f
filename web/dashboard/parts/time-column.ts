import * as words from '#words'
import { durationText } from '../text/reading'

/** How long a section was in view, all visits together. */
export const timeColumn = [{ name: words.timeInView, text: (row: object) => durationText(secondsIn(row)) }]

const secondsIn = (row: { readonly seconds?: number | undefined }): number => row.seconds ?? 0
