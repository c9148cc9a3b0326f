import { type Archive, type ArchiveParts, archiveOf } from './archive/archive'
import { dynamoArchiveStore } from './store/dynamo/archive-store'
import { bucketFiles } from './store/s3/bucket-files'

interface DeployedArchive {
  readonly bucket: string
  /** Days that it keeps visits. */
  readonly days: number
  readonly table: Parameters<typeof dynamoArchiveStore>[0]
}

/** The archive of a deployed service. */
export const deployedArchive = (
  { bucket, days, table }: DeployedArchive,
  parts: Pick<ArchiveParts, 'store' | 'networks' | 'now'>,
): Archive =>
  archiveOf({
    ...parts,
    files: bucketFiles(bucket),
    marks: dynamoArchiveStore(table),
    archiveDays: days,
  })
