/** What is used of Jest's instrumenter, which comes without types. */
declare module 'istanbul-lib-instrument' {
  export function createInstrumenter(options: {
    readonly compact: boolean
    readonly coverageVariable: string
  }): { instrumentSync(code: string, file: string): string }
}
