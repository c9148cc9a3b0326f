/**
 * How many items one request may still have the table look at, those that the table leaves out included. All that read for
 * the request take from it.
 */
export interface Allowance {
  left: number
}
