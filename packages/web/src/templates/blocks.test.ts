import { checkTemplate, fillTemplate, findGaps, TEMPLATES, type Template } from '@banggiao/vanban'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ATTACHED_KINDS,
  addColumn,
  addRow,
  asType,
  type Block,
  columnsOf,
  countGaps,
  insertBlock,
  moveBlock,
  newAnnex,
  newAttachment,
  newBlock,
  removeBlock,
  removeColumn,
  removeRow,
  renumbered,
  replaceBlock,
  romanOf,
  splitBlock,
  stretchesOf,
  withCell,
  withField,
  withWords,
  wordsOf,
} from './blocks.ts'

const labels = (blocks: readonly Block[]) => blocks.map((block) => block.label ?? null)
const clause = (label: string, text = 'x'): Block => ({ type: 'item', depth: 0, label, text })
const part = (label: string, level = 1): Block => ({ type: 'heading', level, label, title: 'x' })

describe('labels that count', () => {
  it('close up when a block is taken out', () => {
    expect(labels(removeBlock([clause('1'), clause('2'), clause('3')], 0))).toEqual(['1', '2'])
  })
  it('begin anew under each heading, while articles count through', () => {
    const blocks = [part('I'), clause('1'), clause('2'), part('III'), clause('7'), part('Điều 4', 2), part('Điều 9', 2)]
    expect(labels(renumbered(blocks))).toEqual(['I', '1', '2', 'II', '1', 'Điều 1', 'Điều 2'])
  })
  it('keep their point, and letters stay letters', () => {
    expect(labels(renumbered([part('II.'), clause('a'), clause('-')]))).toEqual(['I.', 'a', '-'])
  })
  it('go on after a moved block', () => {
    const moved = moveBlock([clause('1', 'một'), clause('2', 'hai'), clause('3', 'ba')], 2, 0)
    expect(moved.map((b) => `${b.label} ${b.text}`)).toEqual(['1 ba', '2 một', '3 hai'])
  })
})

describe('Enter', () => {
  it('carries on in a block of the same kind with the next number', () => {
    expect(splitBlock([clause('1', 'Nội dung và hạn'), clause('2')], 0, 8)).toMatchObject([
      { label: '1', text: 'Nội dung' },
      { label: '2', text: 'và hạn' },
      { label: '3' },
    ])
  })
  it('after a heading begins a paragraph to fill', () => {
    expect(splitBlock([part('I')], 0, 1).at(1)).toEqual({ type: 'paragraph', text: '…' })
  })
})

describe('stretches', () => {
  it('are the text again, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{subject}', '…', '...', '{', '}', ' Ngày', '{0}', '.')), (parts) => {
        const text = parts.join('')
        expect(
          stretchesOf(text)
            .map((one) => one.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
  it('show the same gaps as the library that writes the paper', () => {
    for (const template of TEMPLATES) {
      const document = fillTemplate(template)
      const found = findGaps({ ...document, title: '', addressees: [], legalBases: [], recipients: [] })
        .filter(({ path }) => path.startsWith('blocks.'))
        .map(({ path }) => path)
      expect(countGaps(document.blocks).open, template.id).toBe(new Set(found).size)
    }
  })
})

describe('a field put in where the caret stands', () => {
  it('stands there, and what was typed around it stays', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', 'ế', '…', '{', '}') }),
        fc.nat(),
        fc.nat(),
        (words, a, b) => {
          const [from, to] = [a % (words.length + 1), b % (words.length + 1)].sort((x, y) => x - y) as [number, number]
          const put = withField(words, from, to, 'subject')
          const before = put.words.slice(0, put.caret - '{subject}'.length)
          expect(put.words.slice(before.length, put.caret)).toBe('{subject}')
          expect(words.startsWith(before)).toBe(true)
          expect(words.endsWith(put.words.slice(put.caret))).toBe(true)
        },
      ),
    )
  })
  it('takes the place of a gap that it touches, and of what is selected', () => {
    expect(withField('Gửi … trước ngày …', 4, 4, 'unit')).toEqual({ words: 'Gửi {unit} trước ngày …', caret: 10 })
    expect(withField('…', 1, 1, 'unit').words).toBe('{unit}')
    expect(withField('Gửi Sở trước', 4, 6, 'unit').words).toBe('Gửi {unit} trước')
  })
})

describe('what is printed behind the signature', () => {
  it('may follow every template as it is begun', () => {
    for (const template of TEMPLATES) {
      const following = {
        ...template,
        attachments: ATTACHED_KINDS.map(newAttachment),
        annexes: [newAnnex(), { ...newAnnex(), landscape: true }],
      }
      expect(checkTemplate(JSON.parse(JSON.stringify(following))), template.id).toEqual([])
    }
  })
  it('bears a Roman number from two annexes on', () => {
    expect([romanOf(0, 1), romanOf(0, 2), romanOf(1, 2), romanOf(3, 4)]).toEqual(['', ' I', ' II', ' IV'])
  })
})

/** One press of a person in the editor; numbers are taken modulo what there is. */
type Edit = { deed: string; at: number; to: number; text: string }

function edited(template: Template, { deed, at, to, text }: Edit): Template {
  const blocks = template.blocks as Block[]
  const here = blocks.length === 0 ? 0 : at % blocks.length
  const block = blocks[here]
  const types = ['heading', 'paragraph', 'item', 'table'] as const
  const put = (next: Block[]): Template => ({ ...template, blocks: next as Template['blocks'] })
  if (deed === 'insert' || !block) return put(insertBlock(blocks, here, newBlock(types[to % 4]!)))
  const table = (change: (b: Block) => Block) =>
    put(block.type === 'table' ? replaceBlock(blocks, here, change(block)) : blocks)
  switch (deed) {
    case 'remove':
      return put(removeBlock(blocks, here))
    case 'move':
      return put(moveBlock(blocks, here, to % blocks.length))
    case 'split':
      return put(splitBlock(blocks, here, to % (wordsOf(block).length + 1)))
    case 'type':
      return put(replaceBlock(blocks, here, asType(block, types[to % 4]!)))
    case 'words':
      return put(block.type === 'table' ? blocks : replaceBlock(blocks, here, withWords(block, text)))
    case 'cell':
      return table((b) => withCell(b, 0, to % columnsOf(b), text))
    case 'row':
      return table((b) => addRow(b, to % (b.rows?.length ?? 1)))
    case 'row-out':
      return table((b) => removeRow(b, to % (b.rows?.length ?? 1)))
    case 'column':
      return table((b) => addColumn(b, to % columnsOf(b)))
    default:
      return table((b) => removeColumn(b, to % columnsOf(b)))
  }
}

const deeds = ['insert', 'remove', 'move', 'split', 'type', 'words', 'cell', 'row', 'row-out', 'column', 'column-out']
const edit = fc.record({
  deed: fc.constantFrom(...deeds),
  at: fc.nat(60),
  to: fc.nat(200),
  text: fc.constantFrom('Nội dung', '…', 'Gửi {unit}'),
})
const anyTemplate = fc.constantFrom(...TEMPLATES)

describe('a template edited at random', () => {
  it('stays a template, or has nothing left in it', () => {
    fc.assert(
      fc.property(anyTemplate, fc.array(edit, { maxLength: 25 }), (template, edits) => {
        const last = edits.reduce(edited, template)
        // a split may cut a field's name in two: that is said, and nothing else is
        const problems = checkTemplate(JSON.parse(JSON.stringify(last))).filter(({ code }) => code !== 'brace')
        expect(problems).toEqual(
          last.blocks.length === 0 ? [expect.objectContaining({ path: 'blocks', code: 'missing' })] : [],
        )
      }),
      { numRuns: 300 },
    )
  })

  it('is told at which block it is none any more', () => {
    fc.assert(
      fc.property(anyTemplate, fc.nat(60), fc.constantFrom('', 'Gửi {nobody}', 'mở { ngoặc'), (template, at, text) => {
        const blocks = template.blocks as Block[]
        const here = at % blocks.length
        const block = blocks[here]!
        if (block.type === 'table') return
        const broken = { ...template, blocks: replaceBlock(blocks, here, withWords(block, text)) }
        expect(checkTemplate(broken)).toMatchObject([
          { path: `blocks.${here}.${block.type === 'heading' ? 'title' : 'text'}` },
        ])
      }),
    )
  })
})
