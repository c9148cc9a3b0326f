import { once } from 'node:events'

/** Writes text and waits until the reader has room: a slow reader must not fill our memory. */
export async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain')
}
