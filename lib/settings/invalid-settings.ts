/** The owner's settings are not valid. The message is all that a person needs; `bin/app.ts` prints nothing else. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings'
}
