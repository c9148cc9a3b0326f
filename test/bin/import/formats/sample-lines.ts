/** Lines of logs, made by us in the form of public samples. Each tells of the same view, but for what is given. */

export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0'

/** As Apache and nginx write it. */
export const clf = ({
  from = '203.0.113.7 - -',
  time = '17/May/2015:10:05:03 +0000',
  request = 'GET /cv.html?lang=de HTTP/1.1',
  status = '200',
  length = '5120',
  referrer = '"https://a.example/list"',
  agent = `"${firefox}"`,
  more = '',
} = {}) => `${from} [${time}] "${request}" ${status} ${length} ${referrer} ${agent}${more}`
export const withoutAgent = (line: string) => line.replace(/( \d+) ".*$/, '$1')

const json = (fields: object) => JSON.stringify(fields)

export const caddyRequest = {
  remote_ip: '203.0.113.7',
  remote_port: '41234',
  client_ip: '203.0.113.7',
  proto: 'HTTP/2.0',
  method: 'GET',
  host: 'you.example',
  uri: '/cv.html?lang=de',
  headers: { 'User-Agent': [firefox], Referer: ['https://a.example/list'] },
}
export const caddyLine = (request: object = {}, fields: object = {}) =>
  json({
    level: 'info',
    ts: 1431857103,
    logger: 'http.log.access.log0',
    msg: 'handled request',
    request: { ...caddyRequest, ...request },
    duration: 0.001,
    size: 5120,
    status: 200,
    ...fields,
  })

export const traefikLine = (fields: object = {}) =>
  json({
    ClientAddr: '203.0.113.7:41234',
    ClientHost: '203.0.113.7',
    DownstreamStatus: 200,
    OriginStatus: 200,
    RequestAddr: 'you.example:443',
    RequestHost: 'you.example',
    RequestMethod: 'GET',
    RequestPath: '/cv.html?lang=de',
    StartUTC: '2015-05-17T10:05:03.000000001Z',
    'request_User-Agent': firefox,
    request_Referer: 'https://a.example/list',
    time: '2015-05-17T10:05:04Z',
    ...fields,
  })

export const nginxLine = (fields: object = {}) =>
  json({
    time_iso8601: '2015-05-17T12:05:03+02:00',
    remote_addr: '203.0.113.7',
    host: 'you.example',
    request: 'GET /cv.html?lang=de HTTP/1.1',
    status: '200',
    body_bytes_sent: 5120,
    http_referer: 'https://a.example/list',
    http_user_agent: firefox,
    ...fields,
  })
export const cloudfrontHeader = [
  '#Version: 1.0',
  '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for',
]
const once = encodeURI(firefox)
export const cloudfrontLine = ({
  address = '203.0.113.7',
  method = 'GET',
  path = '/cv.html',
  status = '200',
  agent = once,
  query = 'lang=de',
  host = 'you.example',
  referrer = 'https://a.example/list',
  forwarded = '-',
} = {}) =>
  `2015-05-17\t10:05:03\tFRA50-C1\t5120\t${address}\t${method}\td111111abcdef8.cloudfront.net\t${path}\t${status}\t${referrer}\t${agent}\t${query}\t-\tHit\tMRVMF7KydIvxMWfJIglgwHQwZsbG2IhRJ07sn9AkKUFSHS9EXAMPLE==\t${host}\thttps\t23\t0.001\t${forwarded}`

export const s3Line = ({
  address = '203.0.113.7',
  operation = 'WEBSITE.GET.OBJECT',
  request = '"GET /cv.html?lang=de HTTP/1.1"',
  status = '200',
  host = 'www.you.example',
  agent = `"${firefox}"`,
} = {}) =>
  `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be you-example [17/May/2015:10:05:03 +0000] ${address} - 3E57427F3EXAMPLE ${operation} cv.html ${request} ${status} - 5120 5120 7 6 "https://a.example/list" ${agent} - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= - ECDHE-RSA-AES128-GCM-SHA256 - ${host} TLSv1.2 - -`

export const albLine = ({
  type = 'h2 ',
  client = '203.0.113.7:41234',
  request = 'GET https://you.example:443/cv.html?lang=de HTTP/2.0',
  status = '200',
  agent = firefox,
} = {}) =>
  `${type}2015-05-17T10:05:03.186641Z app/you/50dc6c495c0c9188 ${client} 10.0.0.1:80 0.000 0.001 0.000 ${status} ${status} 34 366 "${request}" "${agent}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/you/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "you.example" "-" 1 2015-05-17T10:05:03.186000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`

export const iisHeader = [
  '#Software: Microsoft Internet Information Services 10.0',
  '#Version: 1.0',
  '#Date: 2015-05-17 10:05:00',
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status time-taken',
]
export const iisLine = ({
  method = 'GET',
  path = '/cv.html',
  query = 'lang=de',
  address = '203.0.113.7',
  agent = firefox.replaceAll(' ', '+'),
  host = 'you.example',
  status = '200',
} = {}) =>
  `2015-05-17 10:05:03 10.0.0.1 ${method} ${path} ${query} 443 - ${address} ${agent} https://a.example/list ${host} ${status} 0 0 15`
