import { existsSync } from 'node:fs'
import { readFile as readBytes, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from '../parse/parse.ts'
import { plain } from '../plain.ts'
import { BESIDE, type DocumentScore, HEADER, LISTS, scoreDocument } from '../score/score-document.ts'
import { figuresOf, rates, type TotalScore, totalScore } from '../score/total-score.ts'
import { argumentsOf, type Command, EXIT, WrongUsage } from './command.ts'
import { complaint, readSource } from './each-file.ts'
import { progressBar } from './progress-bar.ts'

export const scoreCommand: Command = {
  name: 'score',
  summary: 'đo độ đúng trên kho văn bản có đáp án / measure the readings against gold annotations',
  help: `vanban score [--min …] [--verbose] [--json] THƯ-MỤC…

Mỗi NAME.txt (hoặc .docx, .pdf) có đáp án NAME.gold.json cạnh nó; mỗi thư mục in riêng, nhiều thư mục in thêm tổng.
Every NAME.txt (or .docx, .pdf) has its gold annotation NAME.gold.json beside it; several folders are also pooled.

  --min a=0.98,b=0.95   mức tối thiểu / the least asked for: ${[...LISTS, 'header', ...HEADER, ...BESIDE].join(', ')};
                        invented: nhiều nhất / the most allowed
  --verbose             từng chỗ sai / every difference
  --json                các con số dạng JSON / the figures as JSON

Mã thoát / Exit codes: 1 có số chưa đạt mức / a figure is below its least.

Ví dụ / Examples
  vanban score corpus
  vanban score --min citations=0.98,outline=0.95,invented=0 corpus corpus/real
  vanban score --verbose corpus | grep 'citation missed'
`,
  async run(args, io) {
    const { values, positionals } = argumentsOf(args, {
      min: { type: 'string' },
      verbose: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (positionals.length === 0) throw new WrongUsage('thiếu thư mục / no folder given')
    const least = leastOf(values.min ?? '')
    const scores: DocumentScore[] = []
    const results: Record<string, TotalScore> = {}
    for (const folder of positionals) {
      const files = await annotatedIn(folder)
      const bar = progressBar(files.length, io.err)
      const here: DocumentScore[] = []
      for (const [at, file] of files.entries()) {
        bar.show(at, file)
        const gold = JSON.parse(await readBytes(goldOf(file), 'utf8'))
        const score = scoreDocument(gold, plain(parse(await readSource(file, io))))
        here.push(score)
        bar.clear()
        if (values.verbose === true && values.json !== true && score.notes.length > 0)
          io.out.write(`-- ${file}\n${score.notes.map((line) => `   ${line}\n`).join('')}`)
      }
      scores.push(...here)
      results[folder] = totalScore(here)
      if (values.json !== true) io.out.write(printed(folder, results[folder]))
    }
    const pooled = totalScore(scores)
    if (values.json === true) {
      const figures = (total: TotalScore) => ({ ...total, figures: figuresOf(total) })
      const folders = Object.fromEntries(Object.entries(results).map(([name, total]) => [name, figures(total)]))
      io.out.write(`${JSON.stringify({ folders, pooled: figures(pooled) }, null, 2)}\n`)
    } else if (positionals.length > 1) io.out.write(printed('tất cả / pooled', pooled))
    const reached = figuresOf(pooled)
    const failed = [...least].filter(([name, figure]) =>
      name === 'invented' ? reached[name]! > figure : reached[name]! < figure - 1e-9,
    )
    for (const [name, figure] of failed)
      io.err.write(`chưa đạt / not reached: ${name} ${reached[name]!.toFixed(4)} (${figure})\n`)
    return failed.length > 0 ? EXIT.found : EXIT.done
  },
}

/** @throws {WrongUsage} for a figure that does not exist or is no number */
function leastOf(list: string): Map<string, number> {
  const known = new Set([...LISTS, ...HEADER, ...BESIDE, 'header', 'invented'])
  const least = new Map<string, number>()
  for (const part of list.split(',').filter((text) => text !== '')) {
    const [name = '', figure = ''] = part.split('=')
    if (!(known as Set<string>).has(name) || figure === '' || Number.isNaN(Number(figure)))
      throw new WrongUsage(`--min: không hiểu “${part}” / not understood`)
    least.set(name, Number(figure))
  }
  return least
}

function goldOf(file: string): string {
  return file.replace(/\.[^.]+$/u, '.gold.json')
}

/** The documents of a folder that have a gold annotation, in the order of their names; its subfolders are sets of their own. */
async function annotatedIn(folder: string): Promise<string[]> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    const sentence = complaint(error)
    if (sentence === null) throw error
    throw new WrongUsage(`${folder}: ${sentence}`)
  }
  const files = names
    .filter((name) => /\.(?:txt|md|docx|pdf)$/u.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => existsSync(goldOf(file)))
  if (files.length === 0)
    throw new WrongUsage(`${folder}: không có tệp .gold.json nào cạnh văn bản / no gold annotation`)
  return files
}

function printed(name: string, total: TotalScore): string {
  const figures = figuresOf(total)
  const three = (figure: number) => figure.toFixed(3)
  const fields = [...HEADER, ...BESIDE]
    .filter((field) => total.fields[field].all > 0)
    .map((field) => {
      const { right, all } = total.fields[field]
      return `  ${field.padEnd(17)} ${String(right).padStart(5)} / ${String(all).padEnd(5)} ${three(figures[field]!)}`
    })
  const lists = LISTS.filter((list) => list !== 'tasks' || Object.values(total.lists.tasks).some((n) => n > 0)).map(
    (list) => {
      const { right, wrong, missed } = total.lists[list]
      const { precision, recall, f1 } = rates(total.lists[list])
      const shown = `${three(precision)}  ${three(recall)}  ${three(f1)}`
      return `  ${list.padEnd(17)} ${shown}   đúng / right ${right}, sai / wrong ${wrong}, sót / missed ${missed}`
    },
  )
  return `${[
    `${name}: ${total.files} văn bản / documents`,
    '  trường / field    đúng / có      tỉ lệ / accuracy',
    ...fields,
    '  danh sách / list  P      R      F1',
    ...lists,
    `  header ${three(figures.header!)}   invented ${total.invented}`,
  ].join('\n')}\n`
}
