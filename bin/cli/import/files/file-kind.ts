/** What a file is by its first bytes, whatever its name: text, what we unpack ourselves, or how to make text of it. */
export type FileKind = 'text' | 'gzip' | 'zstd' | Foreign

/** What a person has to unpack. */
export interface Foreign {
  /** `a zip archive` */
  readonly is: string
  /** Writes its text to stdout, given its name. */
  readonly unpack: string
}

/** Bytes that tell: the mark of tar lies furthest in, at 257. */
export const tellingBytes = 512

export const zstd: Foreign = { is: 'compressed with zstd', unpack: 'zstdcat' }
export const zstdFrames: Foreign = { is: 'compressed with zstd in several frames', unpack: 'zstdcat' }
export const twice: Foreign = { is: 'compressed twice', unpack: 'zcat' }

const kinds: readonly (readonly [string, FileKind, number?])[] = [
  ['1f8b', 'gzip'], // RFC 1952
  ['28b52ffd', 'zstd'], // RFC 8878
  ['1f9d', { is: 'compressed with compress', unpack: 'zcat' }],
  ['425a68', { is: 'compressed with bzip2', unpack: 'bzcat' }],
  ['fd377a585a00', { is: 'compressed with xz', unpack: 'xzcat' }],
  ['04224d18', { is: 'compressed with lz4', unpack: 'lz4cat' }],
  ['504b0304', { is: 'a zip archive', unpack: 'unzip -p' }],
  ['377abcaf271c', { is: 'a 7z archive', unpack: '7z e -so' }],
  ['7573746172', { is: 'a tar archive', unpack: 'tar -xOf' }, 257],
  ['fffe', { is: 'in UTF-16', unpack: 'iconv -f UTF-16 -t UTF-8' }],
  ['feff', { is: 'in UTF-16', unpack: 'iconv -f UTF-16 -t UTF-8' }],
]

const known = kinds.map(([hex, kind, at = 0]) => ({ mark: Buffer.from(hex, 'hex'), kind, at }))

/** @param head the first bytes, at least as many as the longest mark where the file has them */
export const kindOf = (head: Buffer): FileKind =>
  known.find(({ mark, at }) => head.subarray(at, at + mark.length).equals(mark))?.kind ?? 'text'

/** What to do with a file that we do not unpack. */
export const adviceFor = ({ is, unpack }: Foreign, file: string, command: string): string =>
  `${is}: ${unpack} ${inShell(file)} | visitbook import ${command} -`

function inShell(file: string): string {
  if (file === '-') return 'FILE'
  return /^[\w./+@%-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`
}
