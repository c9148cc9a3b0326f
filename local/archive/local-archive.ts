import { join } from 'node:path'
import { type Archive, type ArchiveParts, archiveOf } from '../../lambda/archive/archive'
import { dynamoArchiveStore } from '../../lambda/store/dynamo/archive-store'
import type { Database } from '../engine/database'
import { folderFiles } from './folder-files'

/** Where the archive lies in a data folder. */
export const archiveFolder = (data: string): string => join(data, 'archive')

/** The archive in a data folder. */
export const localArchive = (
  database: Pick<Database, 'client' | 'tableName'>,
  data: string,
  parts: Omit<ArchiveParts, 'files' | 'marks'>,
): Archive =>
  archiveOf({ ...parts, files: folderFiles(archiveFolder(data)), marks: dynamoArchiveStore(database) })
