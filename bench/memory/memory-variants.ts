/** MB. */
export const memories = [128, 256, 512] as const
export type Memory = (typeof memories)[number]
/** MB for which Lambda gives one CPU: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const memoryOfOneCpu = 1769

/** MB at which the first visit is to be a quarter of the SDK's. */
export const reached: Memory = 256

export const variants = ['AWS SDK', 'as deployed'] as const
export type Variant = (typeof variants)[number]
export const nothing = 'nothing'

export const name = (mb: Memory, variant: Variant) => `${mb} MB, ${variant}`
