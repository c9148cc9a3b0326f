-- What one page view sends, as Firefox sends it, by wrk. BEACON=plain is the first version's `$.ajax({url})`, a GET;
-- otherwise the beacon of today, a POST whose id is new each time. The last line of the output is what was measured.
local ffi = require('ffi')
ffi.cdef('typedef struct { long s; long us; } moment; int gettimeofday(moment *, void *);')
local moment = ffi.new('moment')

local headers = {
  ['Host'] = 'api.example.com',
  ['User-Agent'] = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  ['Accept'] = '*/*',
  ['Accept-Language'] = 'en-GB,en;q=0.5',
  ['Accept-Encoding'] = 'gzip, deflate, br, zstd',
  ['Referer'] = 'https://you.github.io/',
  ['Origin'] = 'https://you.github.io',
  ['Connection'] = 'keep-alive',
  ['Sec-Fetch-Dest'] = 'empty',
  ['Sec-Fetch-Mode'] = 'cors',
  ['Sec-Fetch-Site'] = 'cross-site',
}

-- A UUIDv7 (RFC 9562 §5.7), as lambda/domain/visit/visit-id.ts makes it.
local function visit_id()
  ffi.C.gettimeofday(moment, nil)
  local ms = tonumber(moment.s) * 1000 + math.floor(tonumber(moment.us) / 1000)
  local high = math.floor(ms / 65536)
  return string.format('%08x-%04x-7%03x-%04x-%06x%06x', high, ms % 65536, math.random(0, 0xfff),
    math.random(0x8000, 0xbfff), math.random(0, 0xffffff), math.random(0, 0xffffff))
end

local rest = '","page":"/cv.html","referrer":"https://www.linkedin.com/feed/","title":"Jane Doe – curriculum vitae",'
  .. '"language":"en-GB","timeZone":"Europe/Berlin","screen":"1920x1080","viewport":"1536x864","webdriver":false}'

local isPlain = os.getenv('BEACON') == 'plain'
local plain

function init()
  ffi.C.gettimeofday(moment, nil)
  math.randomseed(tonumber(moment.s) * 1000003 + tonumber(moment.us))
  if isPlain then
    plain = wrk.format('GET', nil, headers)
  else
    headers['Content-Type'] = 'text/plain;charset=UTF-8'
  end
end

function request()
  return plain or wrk.format('POST', nil, headers, '{"id":"' .. visit_id() .. rest)
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"answers":%d,"refused":%d,"broken":%d,"seconds":%.6f,"medianMs":%.3f,"p99Ms":%.3f}',
    summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
