/** The owner's settings are not valid. The message is all that a person needs; `bin/app.ts` prints nothing else. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings'

  constructor(message: string) {
    super(message.replace(unprintable, '\ufffd'))
  }
}

/** A message names what stands in the file; a terminal would obey some of that. */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}]/gu
