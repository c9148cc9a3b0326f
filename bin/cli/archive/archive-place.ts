import type { ArchiveFiles } from '../../../lambda/archive/archive-files'
import { settingsOf } from '../api/server'

/** The archive of a deployed stack, or the local one. @throws Failure if the stack has none */
export async function openFiles({
  stack,
  data,
}: {
  readonly stack?: string
  readonly data?: string
}): Promise<ArchiveFiles> {
  if (stack === undefined) {
    const { archiveFolder } = await import('../../../local/archive/local-archive')
    const { folderFiles } = await import('../../../local/archive/folder-files')
    return folderFiles(archiveFolder(data ?? settingsOf(process.env).data))
  }
  const { archiveBucketOfStack } = await import('../api/stack-table')
  const { bucketFiles } = await import('../../../lambda/store/s3/bucket-files')
  return bucketFiles(await archiveBucketOfStack(stack))
}
