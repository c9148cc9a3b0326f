/**
 * What the edge hands on of a request, and says of its viewer. A policy may name ten headers, and these are more: so the
 * cache policy has those that an answer may differ by, and the origin request policy the rest. `Host` must be the API's own,
 * or API Gateway refuses the request. Without `User-Agent` by name CloudFront sends one of its own. `Authorization` reaches
 * the API by a cache policy alone.
 */
export const viewerHeaders = [
  ...['User-Agent', 'Referer', 'Sec-GPC'],
  ...['Address', 'ASN', 'Country', 'Country-Region', 'City', 'Time-Zone', 'Http-Version'].map(
    (name) => `CloudFront-Viewer-${name}`,
  ),
]

export const answeredByHeaders = [
  ...['Authorization', 'Origin', 'Accept', 'Accept-Language'],
  ...['Access-Control-Request-Headers', 'DNT'],
]
