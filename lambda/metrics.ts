/** The namespace of CloudWatch's metrics. */
const namespace = 'Visitbook'

/**
 * Logs numbers in a form from which CloudWatch makes metrics, without a call or a permission. The line is written raw:
 * `console` would wrap it, and then it would be no metric.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function logMetrics(numbers: Readonly<Record<string, number>>, now: Date): void {
  const Metrics = Object.keys(numbers).map((Name) => ({ Name, Unit: 'Count' }))
  const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [[]], Metrics }]
  process.stdout.write(
    `${JSON.stringify({ _aws: { Timestamp: now.getTime(), CloudWatchMetrics }, ...numbers })}\n`,
  )
}
