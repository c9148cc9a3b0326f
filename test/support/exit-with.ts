/** Ends the process, once it has nothing left to do, with the code that a command comes to; with 1 and its message where it fails. */
export function exitWith(command: Promise<number>): void {
  command.then(
    (code) => {
      process.exitCode = code
    },
    (error: Error) => {
      console.error(error.message)
      process.exitCode = 1
    },
  )
}
