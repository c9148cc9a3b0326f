import * as v from 'valibot'
import { wrong } from './setting'

const notAddress = wrong('an e-mail address, such as you@example.com')

export const mailAddress = v.pipe(
  v.string(notAddress),
  v.maxLength(254, notAddress),
  v.regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/, notAddress),
)
