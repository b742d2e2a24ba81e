import { type ComparedTask, compareTasks, type TaskRelation } from '../compare/index.ts'
import { parse } from '../parse/parse.ts'
import { argumentsOf, type Command, EXIT, WrongUsage } from './command.ts'
import { complaint, readSource } from './each-file.ts'

const RELATION: Record<TaskRelation, string> = {
  same: 'giữ nguyên',
  adapted: 'điều chỉnh',
  partial: 'một phần',
  none: 'không có',
  new: 'mới',
}

export const compareCommand: Command = {
  name: 'compare',
  summary: 'so nhiệm vụ của hai kế hoạch / align the tasks of two plans',
  help: `vanban compare [--json] A B

So từng nhiệm vụ của A (kế hoạch cấp trên, hoặc năm trước) với B (kế hoạch của mình, hoặc năm nay).
Aligns every task of A (the superior's plan, or last year's) with those of B (one's own, or this year's).

  giữ nguyên / same       cùng việc, cùng lời       không có / none   A có, B không
  điều chỉnh / adapted    cùng việc, lời khác       mới / new         B có, A không
  một phần / partial      chỉ làm một phần việc

  --json    {"pairs": [{"left", "right", "relation", "score"}]}; left, right: toàn văn nhiệm vụ hoặc null
            / the items' full texts, or null

Ví dụ / Examples
  vanban compare ke-hoach-so.pdf ke-hoach-truong.docx
  vanban compare --json 2025.docx 2026.docx | jq '.pairs[] | select(.relation == "none") | .left'
`,
  async run(args, io) {
    const { values, positionals } = argumentsOf(args, { json: { type: 'boolean' } })
    const [left, right, more] = positionals
    if (left === undefined || right === undefined || more !== undefined)
      throw new WrongUsage('cần đúng hai tệp / two files are needed')
    const plans: ComparedTask[][] = []
    for (const file of [left, right]) {
      try {
        plans.push(tasksOf(parse(await readSource(file, io))))
      } catch (error) {
        const sentence = complaint(error)
        if (sentence === null) throw error
        io.err.write(`${file}: ${sentence}\n`)
        return EXIT.unreadable
      }
    }
    const [ours, theirs] = plans as [ComparedTask[], ComparedTask[]]
    const pairs = compareTasks(ours, theirs).pairs.map((pair) => ({
      left: pair.left === null ? null : ours[pair.left]!,
      right: pair.right === null ? null : theirs[pair.right]!,
      relation: pair.relation,
      score: pair.score,
    }))
    if (values.json === true) {
      const texts = pairs.map((pair) => ({ ...pair, left: pair.left?.text ?? null, right: pair.right?.text ?? null }))
      io.out.write(`${JSON.stringify({ pairs: texts }, null, 2)}\n`)
    } else {
      for (const { left: one, right: other, relation, score } of pairs) {
        io.out.write(`${RELATION[relation]} ${score.toFixed(2)}\n`)
        if (one !== null) io.out.write(`  < ${one.section} ${one.text}\n`)
        if (other !== null) io.out.write(`  > ${other.section} ${other.text}\n`)
      }
    }
    return EXIT.done
  },
}

function tasksOf({ tasks }: ReturnType<typeof parse>): ComparedTask[] {
  return tasks.map(({ section, position, text }) => ({ id: `${section}/${position}`, text, section }))
}
