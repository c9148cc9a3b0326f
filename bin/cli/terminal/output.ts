import { once } from 'node:events'

/** Writes and waits until the reader has room, so that a slow reader does not fill our memory. */
export async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain')
}
