import { Aws } from 'aws-cdk-lib'
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { networkColumns } from '../lambda/archive/network-columns'
import { visitColumns } from '../lambda/archive/visit-columns'
import { archiveTables } from '../lambda/contract'

export interface ArchiveTablesProps {
  /** Glue's name of the database: small letters, digits and underscores. */
  readonly name: string
  readonly bucket: Pick<Bucket, 's3UrlForObject'>
}

type Columns = CfnTable.ColumnProperty[]

/** What Hive, and so Glue, calls the types of the archive's columns. */
const hiveTypes = { text: 'string', integer: 'bigint', truth: 'boolean', time: 'timestamp' } as const

/**
 * Tells Athena, and other engines that ask Glue, where the archive's files are. Nothing looks for new files: days are reckoned
 * from 2020 on until now, and the query names the sites, so a new site or day needs no change here. Nothing is billed for it.
 */
export class ArchiveTables extends Construct {
  /** The database's name. */
  readonly database: string

  constructor(scope: Construct, id: string, { name, bucket }: ArchiveTablesProps) {
    super(scope, id)
    const { partitions } = archiveTables
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name, description: 'Visitbook: the archive of visits' },
    })
    this.database = database.ref
    const visits = bucket.s3UrlForObject('visits/')
    new CfnTable(this, 'Visits', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: database.ref,
      tableInput: {
        ...tableOf(archiveTables.visits, visits, columnsOf(visitColumns)),
        partitionKeys: Object.values(partitions).map((name) => ({ name, type: 'string' })),
        parameters: {
          ...parquet,
          'projection.enabled': 'true',
          'projection.site.type': 'injected',
          'projection.day.type': 'date',
          'projection.day.format': 'yyyy-MM-dd',
          'projection.day.range': '2020-01-01,NOW',
          'projection.day.interval': '1',
          'projection.day.interval.unit': 'DAYS',
          'storage.location.template': `${visits}site=\${site}/day=\${day}`,
        },
      },
    })
    new CfnTable(this, 'Networks', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: database.ref,
      tableInput: tableOf(
        archiveTables.networks,
        bucket.s3UrlForObject('networks/'),
        columnsOf(networkColumns),
      ),
    })
  }
}

const parquet = { EXTERNAL: 'TRUE', classification: 'parquet' }

const hive = 'org.apache.hadoop.hive.ql.io.parquet'

const tableOf = (name: string, location: string, columns: Columns): CfnTable.TableInputProperty => ({
  name,
  tableType: 'EXTERNAL_TABLE',
  parameters: parquet,
  storageDescriptor: {
    columns,
    location,
    inputFormat: `${hive}.MapredParquetInputFormat`,
    outputFormat: `${hive}.MapredParquetOutputFormat`,
    serdeInfo: { serializationLibrary: `${hive}.serde.ParquetHiveSerDe` },
  },
})

const columnsOf = (
  columns: readonly { readonly name: string; readonly type: keyof typeof hiveTypes }[],
): Columns => columns.map(({ name, type }) => ({ name, type: hiveTypes[type] }))
