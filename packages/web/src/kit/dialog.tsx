import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useT } from '../i18n/index.ts'

/** What the focus stood on, or what opened the menu it stood in: an entry of a menu is gone when the dialog closes. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role=menu]')
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused
  return opener instanceof HTMLElement ? opener : null
}

/**
 * Brings the focus back to where it was before something opened over the page (WCAG 2.2, 2.4.3; APG, dialog), however that
 * closes: by its state or by being taken out of the page. Where somebody has moved the focus since, it stays.
 */
export function useFocusReturn(opened: boolean): void {
  const was = useRef(false)
  const opener = useRef<HTMLElement | null>(null)
  // while this renders the menu is still there; it goes in the same commit in which the dialog comes
  if (opened && !was.current) opener.current = openerOf(document.activeElement)
  was.current = opened
  useEffect(() => {
    if (!opened) return
    return () => {
      setTimeout(() => {
        const lost = document.activeElement === document.body || document.activeElement?.closest('[role=dialog]')
        if (lost && opener.current?.isConnected) opener.current.focus({ preventScroll: true })
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
