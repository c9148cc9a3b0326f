import { closeSync, openSync, readSync } from 'node:fs'

/** Whether a file is a zip archive by its first bytes; false for stdin, and for one that cannot be read. */
export function isZip(file: string): boolean {
  if (file === '-') return false
  const head = Buffer.alloc(4)
  try {
    const descriptor = openSync(file, 'r')
    readSync(descriptor, head, 0, 4, 0)
    closeSync(descriptor)
  } catch {
    return false
  }
  return head.equals(signature) || head.equals(emptySignature)
}
const signature = Buffer.from('504b0304', 'hex')
const emptySignature = Buffer.from('504b0506', 'hex')
