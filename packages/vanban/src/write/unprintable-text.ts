/** Thrown by `writePdf`: PDF/A holds no character its fonts cannot draw (Chinese, Korean, emoji in Times New Roman). */
export class UnprintableText extends Error {
  readonly characters: string[]

  constructor(characters: string[]) {
    super(`No font at hand draws ${characters.map((character) => `“${character}”`).join(', ')}`)
    this.name = 'UnprintableText'
    this.characters = characters
  }
}
