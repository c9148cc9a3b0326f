import { describeFormat, type Row } from './rows'
import { s3Line } from './sample-lines'

const s3: readonly Row[] = [
  ['a plain line', s3Line(), {}],
  ['by the name of the bucket', s3Line({ host: 'you-example.s3.eu-central-1.amazonaws.com' }), {}],
  [
    'with the bucket in the path',
    s3Line({ host: 's3.eu-central-1.amazonaws.com', request: '"GET /you-example/cv.html?lang=de HTTP/1.1"' }),
    {},
  ],
  ['before the host was written', s3Line().replace(/ - s9lz.*$/, ' -'), {}],
  ['another site', s3Line({ host: 'me.example' }), 'otherSite'],
  ['no agent', s3Line({ agent: '-' }), { userAgent: null }],
  [
    'a question about the bucket',
    s3Line({ operation: 'REST.GET.VERSIONING', request: '"GET /?versioning HTTP/1.1"' }),
    'notGet',
  ],
  [
    'what AWS does itself',
    s3Line({ operation: 'S3.EXPIRE.OBJECT', request: '-', status: '-', address: '-' }),
    'notGet',
  ],
  ['what may not be read', s3Line({ status: '403' }), 'notSuccessful'],
]

describeFormat('s3', s3)
