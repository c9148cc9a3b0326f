import type { Check } from './check'
import { connectPolicy, scriptPolicy } from './page-checks/content-policy'
import { integrity } from './page-checks/integrity'
import { mixedContent } from './page-checks/mixed-content'
import { pageAnswers } from './page-checks/page-answers'
import { permissionsPolicy } from './page-checks/permissions-policy'
import { referrerPolicy } from './page-checks/referrer-policy'
import { snippet } from './page-checks/snippet'
import { certificate, name } from './service/address'
import { beacon } from './service/beacon'
import { blockers } from './service/blockers'
import { clock } from './service/clock'
import { health, networkTable, version } from './service/health'
import { preflight, simpleRequest } from './service/origins'
import { rollup } from './service/rollup'
import { testVisit } from './service/test-visit'
import { token } from './service/token'
import { concurrency } from './stack/concurrency'
import { drift } from './stack/drift'
import { stackAddress, stackStatus } from './stack/stack-status'
import { tables } from './stack/tables'

/** In the order in which one thing needs the other. */
export const checks: readonly Check[] = [
  ...[name, certificate, health, version, clock, networkTable, token, rollup],
  ...[preflight, simpleRequest, beacon, blockers, testVisit],
  ...[pageAnswers, mixedContent, snippet, integrity, scriptPolicy, connectPolicy],
  ...[referrerPolicy, permissionsPolicy],
  ...[stackStatus, stackAddress, drift, concurrency, tables],
]
