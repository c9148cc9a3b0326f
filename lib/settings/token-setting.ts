import * as v from 'valibot'
import { tokenScopes } from '../../lambda/contract'
import { object, wrong } from './setting'
import { zoneSetting } from './zone-setting'

/** The value is not repeated: someone may have pasted the token itself. */
const sha256 = 'is not 64 hexadecimal digits; ./visitbook token makes them'

const token = object({
  name: v.pipe(
    v.string(wrong('a name')),
    v.regex(/^[^\p{Cc}]{1,64}$/u, wrong('a name of 1 to 64 characters')),
  ),
  sha256: v.pipe(v.string(sha256), v.regex(/^[0-9a-f]{64}$/i, sha256), v.toLowerCase()),
  scope: v.optional(v.picklist(tokenScopes, wrong(`one of ${tokenScopes.join(', ')}`))),
  zone: v.optional(zoneSetting),
})

/** The hashes of the tokens that may query. When empty, nobody may. */
export const tokensSetting = v.optional(
  v.array(token, 'is not a list of {"name", "sha256"}; write it in visitbook.json'),
  [],
)
