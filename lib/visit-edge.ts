import { Duration, Fn, Validations } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { Construct } from 'constructs'
import { edgeSecretHeader } from '../lambda/contract'
import { edgeAcknowledgements } from './acknowledgements'
import { answeredByHeaders, viewerHeaders } from './edge-headers'
import type { HostTarget } from './host-records'

export interface VisitEdgeProps {
  /** The API's own address. */
  readonly apiUrl: string
  /** What the edge proves itself by. */
  readonly secret: string
  /** A host of the owner's; null for the one that CloudFront gives. */
  readonly domain: string | null
  /** ARN of a certificate for the host, in us-east-1. */
  readonly certificate: string | null
}

/** Statuses that CloudFront would keep for ten seconds, though the answer says `no-store`. */
const neverKept = [404, 405, 414, 416, 500, 501, 502, 503, 504]

/** CloudFront in front of the API: nearer to readers, HTTP/3, and a place for each visit. */
export class VisitEdge extends Construct {
  /** Without a slash at its end. */
  readonly url: string
  readonly target: HostTarget

  private readonly distribution: Distribution

  constructor(scope: Construct, id: string, { apiUrl, secret, ...props }: VisitEdgeProps) {
    super(scope, id)
    Validations.of(this).acknowledge(...edgeAcknowledgements)
    const origin = new HttpOrigin(Fn.select(2, Fn.split('/', apiUrl)), {
      customHeaders: { [edgeSecretHeader]: secret },
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    })
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Visitbook',
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: { ...this.asAnswered(), origin },
      additionalBehaviors: { '*.js': { ...this.script(), origin } },
      errorResponses: neverKept.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...this.named(props),
    })
    this.url = `https://${props.domain ?? this.distribution.domainName}`
    const { domainName } = this.distribution
    this.target = { dnsName: domainName, hostedZoneId: cloudFrontZone, types: ['A', 'AAAA'] }
  }

  /** All answers by what they say of themselves: they are `no-store`, or must be asked for again each time. */
  private asAnswered(): Omit<BehaviorOptions, 'origin'> {
    return {
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: false, // the functions compress what is worth it
      cachePolicy: new CachePolicy(this, 'ByAnswer', {
        ...asTheOriginSays,
        headerBehavior: CacheHeaderBehavior.allowList(...answeredByHeaders),
        queryStringBehavior: CacheQueryStringBehavior.all(),
      }),
      originRequestPolicy: new OriginRequestPolicy(this, 'Viewer', {
        headerBehavior: OriginRequestHeaderBehavior.allowList(...viewerHeaders),
        queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      }),
    }
  }

  /** The beacon is the same for everybody. Who asks is told to the function, which lists pages with an old one. */
  private script(): Omit<BehaviorOptions, 'origin'> {
    return {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: false,
      cachePolicy: new CachePolicy(this, 'Script', asTheOriginSays),
      originRequestPolicy: new OriginRequestPolicy(this, 'ScriptViewer', {
        headerBehavior: OriginRequestHeaderBehavior.allowList('User-Agent', 'Referer', 'Origin'),
      }),
    }
  }

  private named({ domain, certificate }: Named) {
    if (domain === null || certificate === null) return {}
    return {
      domainNames: [domain],
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
    }
  }
}

type Named = Omit<VisitEdgeProps, 'apiUrl' | 'secret'>

/** The zone of every distribution, a constant of Route 53. */
const cloudFrontZone = 'Z2FDTNDATAQYW2'

const asTheOriginSays = {
  minTtl: Duration.seconds(0),
  defaultTtl: Duration.seconds(0),
  maxTtl: Duration.days(365),
  enableAcceptEncodingGzip: true,
  enableAcceptEncodingBrotli: true,
}
