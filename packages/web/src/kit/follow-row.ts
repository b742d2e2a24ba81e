/** What answers a press by itself. */
const CONTROLS = 'a, button, input, select, textarea, label, summary, [role="button"], [contenteditable]'

interface Press {
  button: number
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  defaultPrevented: boolean
}

/**
 * Whether a press somewhere on a row means the row: a plain one with the first button, on none of the row's controls, that does
 * not end the selecting of some of its words.
 * @param control the control it fell on, if any · @param selecting words of the row are selected
 */
export function meansRow(press: Press, control: unknown, selecting: boolean): boolean {
  const plain = press.button === 0 && !press.altKey && !press.ctrlKey && !press.metaKey && !press.shiftKey
  return plain && !press.defaultPrevented && !control && !selecting
}

function follow(event: React.MouseEvent<HTMLElement>): void {
  const row = event.currentTarget
  const target = event.target as Element
  // a menu of the row's stands elsewhere in the page
  if (!row.contains(target)) return
  const found = target.closest(CONTROLS)
  const control = found && found !== row && row.contains(found) ? found : null
  const selection = document.getSelection()
  const selecting = selection !== null && !selection.isCollapsed && selection.containsNode(row, true)
  if (meansRow(event, control, selecting)) row.querySelector<HTMLElement>('a[data-row]')?.click()
}

/**
 * For a row, a card or a line with a link (`data-row`) that opens what it is about: a press beside the link follows it too. The
 * link stays what the keyboard and screen readers use, and what is opened in another tab.
 */
export const followsLink = { onClick: follow, 'data-follows': true }
