import { Modal, type ModalProps } from '@mantine/core'
import { useLayoutEffect } from 'react'
import { useT } from '../i18n/index.ts'

/** What the focus stood on, or what opened the menu it stood in: an entry of a menu is gone when the dialog closes. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role=menu]')
  const opener = menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : focused
  return opener instanceof HTMLElement ? opener : null
}

/**
 * Brings the focus back to where it was before something opened over the page (WCAG 2.2, 2.4.3; APG, dialog), however that closes:
 * by its state or by being taken out of the page. Where somebody has moved the focus since, it stays.
 */
export function useFocusReturn(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return
    const opener = openerOf(document.activeElement)
    return () => {
      setTimeout(() => {
        const lost = document.activeElement === document.body || document.activeElement?.closest('[role=dialog]')
        if (lost && opener?.isConnected) opener.focus({ preventScroll: true })
      })
    }
  }, [opened])
}

interface DialogProps
  extends Pick<
    ModalProps,
    | 'onClose'
    | 'title'
    | 'size'
    | 'fullScreen'
    | 'centered'
    | 'closeOnClickOutside'
    | 'closeOnEscape'
    | 'withCloseButton'
    | 'children'
  > {
  /** Left out where the dialog is in the page only while it is open. */
  opened?: boolean
}

/** A dialog over the page: closed by Escape, by its button, by a press beside it. */
export function Dialog({ opened = true, ...dialog }: DialogProps) {
  const t = useT()
  useFocusReturn(opened)
  return (
    <Modal {...dialog} opened={opened} returnFocus={false} closeButtonProps={{ 'aria-label': t('common.close') }} />
  )
}
