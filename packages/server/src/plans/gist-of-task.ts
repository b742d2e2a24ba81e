/** What a task orders, as a paper names it that refers to the plan: its first sentence, for the plan says the rest. */
export function gistOf(text: string): string {
  const end = /(?<=[\p{Ll}\d)”"])\.\s+(?=\p{Lu})/u.exec(text)
  return (end ? text.slice(0, end.index) : text).replace(/[.…;:,/\s]+$/u, '')
}
