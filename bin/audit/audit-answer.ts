/** A package with a fault that somebody has told the registry of. */
export interface Finding {
  readonly name: string
  readonly severity: string
  /** What is wrong with it, or through which packages it has the fault. */
  readonly reason: string
}

/** What the registry knows of the packages, or why nothing is known. */
export type AuditAnswer =
  | { readonly isAnswered: true; readonly packages: number; readonly findings: readonly Finding[] }
  | { readonly isAnswered: false; readonly reason: string }

/** A package of npm's report. */
interface Vulnerability {
  readonly name: string
  readonly severity: string
  readonly via: readonly (string | { readonly title: string; readonly url: string })[]
}

/** What npm prints as JSON: a report, or what went wrong. */
interface Printed {
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>
  readonly metadata?: { readonly dependencies: { readonly prod: number } }
  readonly message?: string
  readonly error?: { readonly summary: string }
}

/** Reads what `npm audit --json` printed. Its exit code is 1 for findings as for a registry that did not answer. */
export function auditAnswerIn(printed: string): AuditAnswer {
  const { vulnerabilities, metadata, message, error } = parsed(printed)
  if (vulnerabilities !== undefined && metadata !== undefined)
    return {
      isAnswered: true,
      packages: metadata.dependencies.prod,
      findings: Object.values(vulnerabilities).map(findingOf),
    }
  return { isAnswered: false, reason: message || error?.summary || 'npm printed no report' }
}

function parsed(text: string): Printed {
  try {
    return JSON.parse(text) as Printed
  } catch {
    return {}
  }
}

const findingOf = ({ name, severity, via }: Vulnerability): Finding => ({
  name,
  severity,
  reason: via
    .map((cause) => (typeof cause === 'string' ? `through ${cause}` : `${cause.title}, ${cause.url}`))
    .join('; '),
})

/** Those for which a release has to wait. */
export const isSevere = ({ severity }: Finding): boolean => ['high', 'critical'].includes(severity)
