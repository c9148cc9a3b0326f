import { median, type Samples } from '../harness/interleave'
import { lambdaNodeVersion } from '../harness/lambda-node'
import { measures, pause, visitsOfLifetime } from './lifetime'
import { memories, memoryOfOneCpu, name, nothing, reached } from './memory-variants'
import { runtimeClientVersion } from './runtime-client'

/** Which memory is chosen and why, and how far the record function has come. */
export function choice(samples: Samples): string[] {
  const figures = (measure: string, of: string) =>
    (samples.get(of) ?? []).map((sample) => sample[measure] as number)
  const each = (measure: string, digits = 0) =>
    memories.map((mb) => median(figures(measure, name(mb, 'as deployed'))).toFixed(digits)).join(' / ')
  const cold = (of: string) => figures(measures.cold, of)
  const [deployed, sdk] = [cold(name(reached, 'as deployed')), cold(name(reached, 'AWS SDK'))]
  const floor = median(cold(nothing))
  /** The median of the rounds' ratios, after taking this much off either side. */
  const ratio = (off: number) =>
    median(deployed.map((ms, round) => (ms - off) / ((sdk[round] as number) - off))).toFixed(2)
  return [
    `Chosen: 256 MB. As deployed, at ${memories.join(' / ')} MB, a visitor waits ${each(measures.cold)} ms where the function must first start and ${each(measures.warm)} ms where it runs; Lambda takes $${each(measures.price, 2)} for a million, $${each(measures.coldPrice, 2)} if every one started it. Half of 256 MB saves next to nothing, because what it saves in memory it takes in time, and a visit then waits for the CPU; twice as much hardly gains time, because init has all the CPU it wants at any memory and a warm visit then mostly waits for the table.`,
    `To reach: init and first visit at ${reached} MB in at most 0.25 of what it takes through the SDK. It is ${ratio(0)}. A function that does nothing takes ${floor.toFixed(0)} ms there, Node and AWS’s client, and no code of ours goes below that; without it, the ratio is ${ratio(floor)}.`,
  ]
}

/** How it is measured. */
export const method = ({ engine, rounds, storeMs }: Method): string[] => [
  `${rounds} rounds in any order, each in a fresh process: aws-lambda-ric ${runtimeClientVersion} on Node ${lambdaNodeVersion} with the flags of Lambda’s bootstrap, against a Runtime API of ours. Init is from the start of Node to its first asking for an event; a visit from then to its answer. ${visitsOfLifetime - 1} warm visits each, ${pause} ms apart, from random IPv4 addresses.`,
  `CPU is held to memory/${memoryOfOneCpu} of one by a control group with a period of 20 ms, from the first asking for an event on. AWS documents the share. That init has all CPU is what others measured on Lambda; the period is our assumption. Loading the code onto a machine is not in it.`,
  `The table is ${engine} behind a TLS proxy on this machine that answers after ${storeMs} ms. Its certificate is not verified: trusting it would cost the SDK’s first visit, not ours.`,
  'Prices are list prices of us-east-1 for arm64 (bench/cost/prices.ts), init included; the API’s $1.00 and the table’s $0.63 a million come on top.',
]

interface Method {
  readonly engine: string
  readonly rounds: number
  readonly storeMs: number
}
