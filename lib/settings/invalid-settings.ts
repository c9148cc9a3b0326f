/** The owner's settings do not do. Its message is all that a person needs; `bin/app.ts` prints it alone. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings'
}
