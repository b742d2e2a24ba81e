import type { Block } from '../../packages/vanban/src/document.ts'

/** Short names for the blocks of a plan, so that the samples read like the documents they are. */

export const section = (label: string, title: string): Block => ({ type: 'heading', level: 1, label, title })

export const part = (label: string, title: string): Block => ({ type: 'heading', level: 2, label, title })

export const paragraph = (text: string): Block => ({ type: 'paragraph', text })

export const bullets = (...texts: string[]): Block[] =>
  texts.map((text) => ({ type: 'item', depth: 0, label: null, text }))

export const numbered = (label: string, text: string): Block => ({ type: 'item', depth: 0, label, text })

/** Printed in the top margin of page 1 of every sample: none of them was ever issued. */
export const NOTICE = 'Dữ liệu minh hoạ: văn bản soạn để trình diễn phần mềm; người ký không có thật'

export const SCHOOL_NOTICE = 'Dữ liệu minh hoạ: văn bản soạn để trình diễn phần mềm; trường và người ký không có thật'
