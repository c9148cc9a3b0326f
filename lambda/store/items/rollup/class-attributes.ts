import { type ByClass, type VisitClass, visitClasses } from '../../../domain/describe/visit-class'
import type { Attribute } from './packed'

export type Attributes = Readonly<Record<string, string | Uint8Array>>

/** Returns the attributes of each class that has something. */
export function attributesOf<T>(
  given: ByClass<T>,
  attributes: (visitClass: string, one: T) => [string, string | Uint8Array][],
): Attributes {
  return Object.fromEntries(
    visitClasses.flatMap((visitClass) => {
      const one = given[visitClass]
      return one === undefined ? [] : attributes(visitClass, one)
    }),
  )
}

/** Reads what each class has, of the classes that are wanted. */
export const byClass = <T>(
  item: Readonly<Record<string, Attribute>>,
  read: (visitClass: string) => T,
  of: readonly VisitClass[] = visitClasses,
): ByClass<T> =>
  Object.fromEntries(
    of
      .filter((visitClass) => item[visitClass] !== undefined)
      .map((visitClass) => [visitClass, read(visitClass)]),
  )
