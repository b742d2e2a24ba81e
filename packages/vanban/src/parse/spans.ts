/** Stretches of a text that are already taken, whatever their number: asking costs the length of the stretch, no more. */
export class Spans {
  readonly #taken: Uint8Array

  constructor(length: number) {
    this.#taken = new Uint8Array(length)
  }

  add(from: number, to: number): void {
    this.#taken.fill(1, from, to)
  }

  has(at: number): boolean {
    return this.#taken[at] === 1
  }

  overlaps(from: number, to: number): boolean {
    return this.#taken.subarray(from, to).includes(1)
  }
}
