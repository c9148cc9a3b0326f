import type { KnownNetwork } from '../domain/describe/known-network'
import { networkIdText } from '../domain/organisation/network-id'
import type { Column } from './parquet-file'

/** What is known of a network now, the owner's corrections included. Views join it by `network_id`. */
export const networkColumns: readonly Column<KnownNetwork>[] = [
  { name: 'network_id', type: 'text', nullable: false, of: ({ id }) => networkIdText(id) },
  { name: 'organisation_key', type: 'text', nullable: false, of: ({ key }) => key },
  { name: 'organisation_name', type: 'text', nullable: false, of: ({ name }) => name },
  { name: 'organisation_kind', type: 'text', nullable: false, of: ({ kind }) => kind },
  { name: 'web_domain', type: 'text', of: ({ domain }) => domain },
  { name: 'confidence', type: 'text', nullable: false, of: ({ confidence }) => confidence },
  { name: 'evidence', type: 'text', nullable: false, of: ({ evidence }) => evidence },
  { name: 'is_own', type: 'truth', nullable: false, of: ({ mine }) => mine },
]
