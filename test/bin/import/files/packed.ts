/** Packed files as their formats have them, made by hand. */

/** Zstandard (RFC 8878): a frame of one block, which is stored as it is. At most 255 bytes of text. */
export function zstdFrame(text: string): Buffer {
  const bytes = Buffer.from(text)
  const block = Buffer.alloc(3)
  block.writeUIntLE((bytes.length << 3) | 1, 0, 3) // the last block, raw
  return Buffer.concat([Buffer.from('28b52ffd20', 'hex'), Buffer.from([bytes.length]), block, bytes])
}

/** A tar archive (POSIX ustar) with one file. */
export function tarOf(name: string, text: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name)
  header.write('0000644\0', 100)
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('        0', 148)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  const padding = Buffer.alloc(512 - (text.length % 512) + 1024)
  return Buffer.concat([header, Buffer.from(text), padding])
}
