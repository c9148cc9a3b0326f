import type { TokenHash } from '../../../lambda/contract'
import { placeIn, readPlace, writePlace } from '../settings/settings-place'

/** @throws Failure when the file is not there or not JSON */
export const readTokens = (file: string): readonly TokenHash[] =>
  (readPlace(placeIn(file)).tokens ?? []) as readonly TokenHash[]

/** Replaces the tokens in place: the rest of the file keeps its layout. */
export const writeTokens = (file: string, tokens: readonly TokenHash[]): void =>
  writePlace(placeIn(file), { tokens })
