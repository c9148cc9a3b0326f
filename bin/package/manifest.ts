import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const file = join(root, 'package.json')
const kept = join(root, '.build/package.json')

/** The parts of `package.json` from which that of the package is made. */
interface Manifest {
  readonly name: string
  readonly version: string
  readonly private: boolean
  readonly description: string
  readonly license: string
  readonly engines: object
  readonly devDependencies: Readonly<Record<'aws-cdk-lib' | 'constructs', string>>
}

/**
 * The package's own manifest. That of the repository installs what develops it, on this platform too; an app that has the
 * construct needs only the CDK, of which there must be one copy.
 */
export function packedManifest({ devDependencies, ...repository }: Manifest): object {
  const { name, version, description, license, engines } = repository
  return {
    name,
    version,
    private: repository.private,
    description,
    license,
    engines,
    main: './dist/visitbook.js',
    types: './dist/types/lib/visitbook.d.ts',
    exports: {
      '.': { types: './dist/types/lib/visitbook.d.ts', default: './dist/visitbook.js' },
      './package.json': './package.json',
    },
    files: ['dist', 'NOTICE', 'CHANGELOG.md', 'docs/*.md', '!docs/architecture.md'], // a page about what is not in it
    peerDependencies: {
      'aws-cdk-lib': `^${devDependencies['aws-cdk-lib']}`,
      constructs: `^${devDependencies.constructs}`,
    },
  }
}

/** Puts the package's manifest in place of the repository's, until `restoreManifest`: npm packs what is there. */
export function replaceManifest(): void {
  const text = readFileSync(file, 'utf8')
  mkdirSync(join(root, '.build'), { recursive: true })
  writeFileSync(kept, text)
  writeFileSync(file, `${JSON.stringify(packedManifest(JSON.parse(text)), null, 2)}\n`)
}

export function restoreManifest(): void {
  if (existsSync(kept)) renameSync(kept, file)
}
