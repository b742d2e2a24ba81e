/** Why the embedded database cannot start, as one sentence for the person at the terminal; the command ends with exit code 1. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
