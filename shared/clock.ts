// Time as a collaborator, so that tests and the demo tenant decide what "now" is.

export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number;
}
