import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers what this machine alone knows of; false for any other request, which is the gateway's. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean
