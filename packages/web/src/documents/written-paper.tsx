import '../kit/paper-font.ts'
import { romanOf } from '../templates/blocks.ts'
import classes from './document.module.css'
import type { WrittenPaper as Paper } from './document.ts'

type Block = Paper['blocks'][number]

function Words({ block }: { block: Block }) {
  if (!block.runs) return <>{block.text}</>
  return block.runs.map((run, at) => {
    const key = `${at}${run.change ?? ''}`
    if (run.change === 'del')
      return (
        <del key={key} className={classes.del}>
          {run.text}
        </del>
      )
    if (run.change === 'ins')
      return (
        <ins key={key} className={classes.ins}>
          {run.text}
        </ins>
      )
    return <span key={key}>{run.text}</span>
  })
}

function PaperBlock({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading':
      return (
        <p className={classes.blockHeading} data-level={block.level}>
          {[block.label && `${block.label.replace(/\.$/, '')}.`, block.title].filter(Boolean).join(' ')}
        </p>
      )
    case 'table':
      return (
        <div className={classes.tableScroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                {block.head?.map((cell) => (
                  <th key={cell}>{cell}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows?.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a printed table does not move
                <tr key={at}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a printed table does not move
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'item':
      return (
        <p style={{ paddingInlineStart: `${(block.depth ?? 0) * 20}px` }}>
          {block.label ? `${block.label.replace(/[.)]$/, '')}${/^[a-zđ]$/.test(block.label) ? ')' : '.'} ` : '- '}
          <Words block={block} />
        </p>
      )
    default:
      return (
        <p>
          <Words block={block} />
        </p>
      )
  }
}

/** A paper as it will print, in the order of NĐ 30/2020, Phụ lục I. */
export function WrittenPaper({ paper }: { paper: Paper }) {
  const [year, month, day] = paper.date?.split('-') ?? []
  return (
    <article className={classes.paper} lang="vi">
      <header className={classes.letterhead}>
        <div>
          {paper.superiorLines.map((line) => (
            <div key={line}>{line}</div>
          ))}
          <b>
            {paper.issuerLines.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </b>
          <div>Số: {paper.number ?? ''}</div>
        </div>
        <div>
          <b>
            <div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>
            <div>Độc lập - Tự do - Hạnh phúc</div>
          </b>
          <i>
            {paper.place}, ngày {day ?? '…'} tháng {month ?? '…'} năm {year ?? '…'}
          </i>
        </div>
      </header>
      {paper.kind && <p className={classes.paperKind}>{paper.kind.toUpperCase()}</p>}
      <p className={classes.paperTitle}>{paper.title}</p>
      {paper.addressees.length > 0 && <p>Kính gửi: {paper.addressees.join('; ')}</p>}
      {paper.legalBases.map((basis) => (
        <p key={basis}>
          <i>{basis}</i>
        </p>
      ))}
      {paper.blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a printed paper does not move
        <PaperBlock key={at} block={block} />
      ))}
      <footer className={classes.letterhead}>
        <div className={classes.recipients}>
          <b>
            <i>Nơi nhận:</i>
          </b>
          {paper.recipients.map((line) => (
            <div key={line}>- {line}</div>
          ))}
        </div>
        <b>
          {paper.signer.authority.map((line) => (
            <div key={line}>{line}</div>
          ))}
          <div>{paper.signer.position}</div>
          <div className={classes.signerName}>{paper.signer.name}</div>
        </b>
      </footer>
      {paper.annexes?.map((annex, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a printed paper does not move
        <section key={at} className={classes.annex}>
          <p className={classes.paperKind}>Phụ lục{romanOf(at, paper.annexes?.length ?? 0)}</p>
          <p className={classes.paperTitle}>{annex.title.toUpperCase()}</p>
          {annex.blocks.map((block, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a printed paper does not move
            <PaperBlock key={n} block={block} />
          ))}
        </section>
      ))}
    </article>
  )
}
