import type { EdgeSecrets } from './settings/edge'
import type { GivenNotify } from './settings/notify'
import type { Settings } from './settings/settings'

/** The same settings, where each, and each part of one, may be left out. */
type Given<T> = {
  readonly [Name in keyof T]?: T[Name] extends readonly unknown[]
    ? T[Name]
    : T[Name] extends object
      ? Given<T[Name]>
      : T[Name]
}

/** What the owner of a Visitbook may set. */
export interface VisitbookProps extends Pick<Settings, 'sites'>, Given<Omit<Settings, 'sites' | 'notify'>> {
  /**
   * How you hear of who came: which kinds, by which ways, with a digest or without; null for no messages.
   * @default null
   */
  readonly notify?: GivenNotify | null
  /**
   * Folder of the bundled functions.
   * @default those that come with the package
   */
  readonly bundles?: string
  /**
   * What CloudFront proves itself by, where `edge` is set: 43 letters, digits, `-` and `_`, and those before them.
   * @default null
   */
  readonly edgeSecrets?: EdgeSecrets | null
}
