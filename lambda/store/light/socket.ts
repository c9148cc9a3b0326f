import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'

/** Returns a function that opens a socket to an endpoint, over TLS unless it is `http:`. */
export function dialer({ protocol, hostname, port }: URL): () => Socket {
  const host = hostname.replace(/^\[|\]$/g, '') // the brackets of an IPv6 address
  if (protocol === 'http:')
    return () => connectPlain({ host, port: Number(port) || 80, noDelay: true, keepAlive: true })
  const servername = isIP(host) === 0 ? host : '' // a name is not an address, RFC 6066, section 3
  const options = { host, port: Number(port) || 443, servername, ALPNProtocols: ['http/1.1'] }
  let session: Buffer | undefined
  return () => {
    const socket = connectSecure({ ...options, session })
    socket.setNoDelay(true).setKeepAlive(true)
    return socket.on('session', (ticket) => {
      session = ticket // spares the next handshake half its work
    })
  }
}
