import { describe, expect, it } from 'vitest'
import type { WrittenDocument } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { writePdf } from '../write/index.ts'
import { readFile } from './read-file.ts'
import { type TaggedNode, taggedCells } from './tagged-tables.ts'

const UNITS = ['Văn phòng Sở', 'Phòng Giáo dục Phổ thông', 'Phòng Tổ chức cán bộ']

/** A plan with a table of `rows` rows, of columns as narrow as their words. */
const plan = (rows: number): WrittenDocument => ({
  kind: 'Kế hoạch',
  number: '45/KH-SGDĐT',
  superiorLines: ['Ủy ban nhân dân', 'tỉnh Sông Vàng'],
  issuerLines: ['Sở Giáo dục và Đào tạo'],
  place: 'Sông Vàng',
  date: '2026-03-12',
  title: 'Công tác đối ngoại năm 2026',
  addressees: [],
  legalBases: [],
  blocks: [
    { type: 'heading', level: 1, label: 'I', title: 'Phân công' },
    {
      type: 'table',
      head: ['STT', 'Nhiệm vụ trọng tâm trong năm', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời hạn năm 2026'],
      rows: Array.from({ length: rows }, (_, i) => [
        String(i + 1),
        `Rà soát danh mục thỏa thuận số ${i + 1}`,
        UNITS[i % 3]!,
        UNITS[(i + 1) % 3]!,
        `${1 + (i % 28)}/6/2026`,
      ]),
    },
    { type: 'heading', level: 1, label: 'II', title: 'Tổ chức thực hiện' },
    { type: 'paragraph', text: 'Các phòng thuộc Sở thực hiện Kế hoạch này.' },
  ],
  signer: { authority: ['KT. Giám đốc'], position: 'Phó Giám đốc', name: 'Lê An' },
  recipients: ['Như trên', 'Lưu: VT'],
  draft: false,
})

const tablesOf = async (document: WrittenDocument) => parse(await readFile(await writePdf(document), 'plan.pdf')).tables

describe('a table in a tagged PDF', () => {
  it.each([6, 60])('of %i rows is read cell by cell, over the ends of pages too', async (rows) => {
    const written = plan(rows)
    const [table, ...others] = await tablesOf(written)
    const [block] = written.blocks.filter((each) => each.type === 'table')
    expect(others).toEqual([])
    expect(table!.head).toEqual(block!.head)
    expect(table!.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual(block!.rows)
    expect(table!.tasks[1]).toMatchObject({ assignees: ['Phòng Giáo dục Phổ thông'] })
  })

  it('leaves the section behind it outside', async () => {
    const parsed = parse(await readFile(await writePdf(plan(6)), 'plan.pdf'))
    expect(parsed.outline.map(({ label }) => label)).toEqual(['I', 'II'])
  })
})

describe('the structure tree of a page', () => {
  const content = (id: string): TaggedNode => ({ type: 'content', id })
  const row = (...cells: TaggedNode[]): TaggedNode => ({ role: 'TR', children: cells })
  const cell = (...children: TaggedNode[]): TaggedNode => ({ role: 'TD', children })

  it('names the paragraphs of a cell, whatever stands between table and rows', () => {
    const paragraph = (id: string): TaggedNode => ({ role: 'P', children: [content(id)] })
    const tree: TaggedNode = {
      role: 'Root',
      children: [
        {
          role: 'Table',
          children: [
            { role: 'THead', children: [row(cell(content('a')), cell(content('b')), cell(content('c')))] },
            { role: 'TBody', children: [row(cell(paragraph('d'), paragraph('e')), cell(), cell(content('f')))] },
          ],
        },
      ],
    }
    expect(Object.fromEntries(taggedCells(tree))).toEqual({
      a: { cell: [0, 0, 0], paragraph: 0 },
      b: { cell: [0, 0, 1], paragraph: 0 },
      c: { cell: [0, 0, 2], paragraph: 0 },
      d: { cell: [0, 1, 0], paragraph: 0 },
      e: { cell: [0, 1, 0], paragraph: 1 },
      f: { cell: [0, 1, 2], paragraph: 0 },
    })
  })

  it('keeps the items of a list that stands under a paragraph of a cell', () => {
    const item = (id: string): TaggedNode => ({ role: 'LI', children: [{ role: 'LBody', children: [content(id)] }] })
    const listed = cell({ role: 'P', children: [content('a')] }, { role: 'L', children: [item('b'), item('c')] })
    const tree: TaggedNode = { role: 'Table', children: [row(listed, cell(content('d')), cell())] }
    expect([...taggedCells(tree).values()].map(({ paragraph }) => paragraph)).toEqual([0, 1, 2, 0])
  })

  it('leaves a table with merged cells to where they stand: the tree tells no spans', () => {
    const rows = [
      row(cell(content('a')), cell(content('b')), cell(content('c'))),
      row(cell(content('d')), cell(content('e'))),
    ]
    expect(taggedCells({ role: 'Table', children: rows }).size).toBe(0)
  })

  it('leaves letterheads, which are set as tables of two columns, to where they stand', () => {
    const tree: TaggedNode = { role: 'Table', children: [row(cell(content('a')), cell(content('b')))] }
    expect(taggedCells(tree).size).toBe(0)
  })

  it('is walked no deeper than documents are', () => {
    let tree: TaggedNode = content('deep')
    for (let i = 0; i < 100_000; i++) tree = { role: 'Div', children: [tree] }
    expect(taggedCells({ role: 'Table', children: [row(cell(tree), cell(), cell())] }).size).toBe(0)
  })
})
