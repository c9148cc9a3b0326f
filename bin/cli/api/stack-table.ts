import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { outputs } from '../../../lambda/contract'
import { Failure } from '../failure'
import { awsFailure } from './aws-failure'

/** What a deployed stack tells about its table. */
export interface StackTable {
  readonly tableName: string
  /** The number of partitions of a site's day, by site, where it is more than one. */
  readonly shards: Readonly<Record<string, number>>
}

/**
 * Finds the table of a deployed Visitbook.
 *
 * @param stack name of its stack; if that has several, followed by `/` and the id of one, as in `Web/Blog`
 * @throws Failure saying what is missing
 */
export async function tableOfStack(stack: string): Promise<StackTable> {
  const { name, outputOf } = await visitbookOf(stack)
  const tableName = outputOf(outputs.table)
  if (tableName === undefined) throw noVisitbook(name)
  return { tableName, shards: JSON.parse(outputOf(outputs.shards) ?? '{}') }
}

/** The name of the function that keeps a deployed Visitbook's fuse. @throws Failure saying what is missing */
export async function fuseFunctionOfStack(stack: string): Promise<string> {
  const { name, outputOf } = await visitbookOf(stack)
  const found = outputOf(outputs.fuse)
  if (found === undefined)
    throw new Failure(`stack ${name} has no output ${outputs.fuse}; deploy this version first`)
  return found
}

/** The bucket of a deployed Visitbook's archive. @throws Failure if it has none */
export async function archiveBucketOfStack(stack: string): Promise<string> {
  const { name, outputOf } = await visitbookOf(stack)
  const found = outputOf(outputs.archive)
  if (found === undefined) throw noArchive(name)
  return found
}

/** Where the archive of a deployed Visitbook lies, and where Athena is asked about it. */
export interface ArchivePlace {
  readonly bucket: string
  readonly database: string
  readonly workgroup: string
}

/** @throws Failure if a deployed Visitbook has no archive, or none that can be asked */
export async function archiveOfStack(stack: string): Promise<ArchivePlace> {
  const { name, outputOf } = await visitbookOf(stack)
  const [bucket, database, workgroup] = [outputs.archive, outputs.database, outputs.workgroup].map(outputOf)
  if (bucket === undefined) throw noArchive(name)
  if (database === undefined || workgroup === undefined)
    throw new Failure(`stack ${name} has an archive that cannot be asked yet; deploy this version first`)
  return { bucket, database, workgroup }
}

const noArchive = (name: string) => new Failure(`stack ${name} has no archive; set archive: true, and deploy`)

async function visitbookOf(stack: string) {
  const [name = '', ...path] = stack.split('/')
  const found = await outputsOf(name)
  const prefix = prefixOf(name, path.join(''), found)
  return { name, outputOf: (output: string) => found.get(`${prefix}${output}`) }
}

async function outputsOf(stack: string): Promise<ReadonlyMap<string, string>> {
  const client = new CloudFormationClient()
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }))
    const found = Stacks?.[0]?.Outputs ?? []
    return new Map(found.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]))
  } catch (error) {
    throw isAbsent(error) ? absent(stack, error) : awsFailure(error)
  } finally {
    client.destroy()
  }
}

/**
 * How the outputs of one Visitbook begin, which is its id; this repository's own stack has none. A stack of one's own may
 * have tables for something else, but no snippets.
 */
function prefixOf(stack: string, id: string, found: ReadonlyMap<string, string>): string {
  const prefixes = [...found.keys()]
    .filter((key) => key.endsWith(outputs.snippet))
    .map((key) => key.slice(0, -outputs.snippet.length))
  const [first, ...others] = prefixes
  if (first === undefined) throw noVisitbook(stack)
  if (prefixes.includes(id)) return id
  if (id === '' && others.length === 0) return first
  throw choose(stack, id, prefixes)
}

const noVisitbook = (stack: string) =>
  new Failure(
    `stack ${stack} has no output ${outputs.snippet}; is it a Visitbook, and is its deployment finished?`,
  )

function choose(stack: string, id: string, prefixes: readonly string[]): Failure {
  const fault = id === '' ? 'has several Visitbooks' : `has no Visitbook ${id}`
  return new Failure(`stack ${stack} ${fault}; write --stack ${listed(stack, prefixes)}`)
}

const listed = (stack: string, prefixes: readonly string[]): string =>
  prefixes.map((prefix) => (prefix === '' ? stack : `${stack}/${prefix}`)).join(' or ')

/** CloudFormation has no error of its own for this: it throws a ValidationError, `Stack with id X does not exist`. */
const isAbsent = (error: unknown): boolean => /does not exist/.test((error as Error).message)

const absent = (stack: string, cause: unknown) =>
  new Failure(
    `there is no stack ${stack} in this account and region; check --stack, AWS_PROFILE and AWS_REGION`,
    1,
    {
      cause,
    },
  )
