/** Says at a terminal what a command works on, where nothing that was typed says so. */
export function sayPlace(place: string): void {
  if (process.stderr.isTTY) console.error(`visitbook: ${place}`)
}
