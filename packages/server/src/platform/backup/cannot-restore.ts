/** Why an archive is not brought back, in a sentence for the terminal. */
export class CannotRestore extends Error {}
