/** Stretches of a text that are already taken, whatever their number: asking costs the length of the stretch, no more. */
export class Spans {
  readonly #length: number
  /** Made with the first stretch: most paragraphs have none. */
  #taken: Uint8Array | null = null

  constructor(length: number) {
    this.#length = length
  }

  add(from: number, to: number): void {
    this.#taken ??= new Uint8Array(this.#length)
    this.#taken.fill(1, from, to)
  }

  has(at: number): boolean {
    return this.#taken?.[at] === 1
  }

  overlaps(from: number, to: number): boolean {
    return this.#taken?.subarray(from, to).includes(1) ?? false
  }
}
