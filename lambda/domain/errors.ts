/** The caller's fault. `http` answers it with 400 and names the field; everything else that is thrown is ours. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput'

  /** @param detail lower case; names the field and says what was expected */
  constructor(
    readonly detail: string,
    readonly field?: string,
  ) {
    super(detail)
  }
}
