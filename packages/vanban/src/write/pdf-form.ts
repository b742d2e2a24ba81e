/**
 * The page of NĐ 30/2020/NĐ-CP, Phụ lục I, in Typst. It prints `sys.inputs.form`, a `PrintedForm` with its measures;
 * lengths come in millimetres, sizes in points (`page.ts`).
 */
export const FORM = String.raw`
#let form = json(bytes(sys.inputs.form))
#let page-of = form.page
#let m = form.measures

#set document(title: form.about, author: form.issuerLines.join(" ", default: ""), date: auto)
#set text(font: "Tinos", size: page-of.body * 1pt, lang: "vi", region: "VN", hyphenate: false, overhang: false, fill: black,
  top-edge: 0.891em, bottom-edge: -0.216em)
// With the edges above, this leading gives Word's single line spacing for Times New Roman (1.15 em).
#let single = 0.042em

#set par(justify: true, leading: single, spacing: single + page-of.paragraphGap * 1pt)

// Every annex is numbered from 1; its number shows from its second page on, as the document's own does.
#let page-number = context {
  let annexes = query(<anew>).map(it => it.location().page()).filter(page => page <= here().page())
  let number = here().page() - annexes.at(-1, default: 1) + 1
  if number > 1 { text(size: page-of.pageNumber * 1pt, str(number)) }
  else if here().page() == 1 and form.notice != none {
    text(size: page-of.notice * 1pt, style: "italic", form.notice)
  }
}

#let contact = context if here().page() == 1 and form.contact.len() > 0 {
  set text(size: page-of.contact * 1pt)
  set par(spacing: 2pt)
  line(length: 100%, stroke: 0.5pt)
  form.contact.join(linebreak())
}

#set page(
  paper: "a4",
  margin: (
    top: page-of.top * 1mm, bottom: page-of.bottom * 1mm,
    left: page-of.left * 1mm, right: page-of.right * 1mm,
  ),
  header-ascent: 5mm,
  header: align(center, page-number),
  footer: align(center, contact),
  background: if form.draft { rotate(-45deg, image(bytes(form.draftMark), format: "svg", width: 160mm)) },
)

#let rule(length) = block(above: 2pt, below: 0pt, line(length: length * 1mm, stroke: 0.6pt))
// A document's number is read as one word and is not broken at its hyphen or stroke: it is every second part.
#let say(words) = if type(words) == str { words } else {
  for (at, part) in words.enumerate() { if calc.odd(at) { box(baseline: 0.216em, part) } else { part } }
}
#let strong-line(words) = text(weight: "bold", words)

// Lines of one component follow one another without the gap between paragraphs.
#let lines(size, ..words) = {
  set text(size: size * 1pt)
  set par(justify: false, spacing: single, leading: single)
  for line in words.pos() { par(line) }
}

#let boxed(it) = {
  let ink = if it.urgent { rgb("#ff0000") } else { black }
  block(above: 8pt, below: 0pt, inset: (left: 4mm), box(
    width: it.width * 1mm, height: 8mm, stroke: 1pt + ink,
    align(center + horizon, text(size: page-of.mark * 1pt, weight: "bold", fill: ink, it.mark)),
  ))
}

#let issuer-cell = {
  lines(page-of.issuer, ..m.superiorLines, ..m.issuerLines.map(strong-line))
  if m.issuerLines.len() > 0 { rule(m.issuerRule) }
}
#let country-cell = {
  lines(page-of.country, strong-line(form.country))
  lines(page-of.motto, strong-line(form.motto))
  rule(m.mottoRule)
}
#let head(..cells) = block(width: (m.left + m.right) * 1mm, grid(
  columns: ((m.left - m.gap) * 1mm, m.right * 1mm),
  column-gutter: m.gap * 1mm,
  align: center,
  row-gutter: 6pt,
  issuer-cell, country-cell, ..cells,
))

// Cell 5a.
#let named(kind, title, width, length) = {
  v(10pt)
  align(center, {
    set par(justify: false, spacing: single)
    block(strong-line(kind))
    if title != "" {
      block(above: single, below: 0pt, width: width * 1mm, strong-line(say(title)))
      rule(length)
    }
  })
  v(8pt)
}
#let reference-line(words) = if words != none { align(center, par(justify: false, emph(say(words)))) }

// Cells 1 to 4 and 5b. Number and date share a row, so they stand level however long the issuer's name is.
#head(
  {
    if form.numberLine != none { lines(page-of.number, form.numberLine) }
    if form.subjectLine != none { v(6pt, weak: true); block(width: m.subjectWidth * 1mm, lines(page-of.subjectLine, form.subjectLine)) }
  },
  lines(page-of.number, emph(form.placeAndDate)),
)
#for it in form.marks { boxed(it) }

#if form.kindLine != none { named(form.kindLine, form.title, m.titleWidth, m.titleRule) }

// Cell 9a.
#if form.addressees.len() == 1 {
  v(8pt)
  align(center, [#form.addressedBy: #say(form.addressees.first())])
  v(4pt)
} else if form.addressees.len() > 1 {
  v(8pt)
  set par(justify: false, spacing: single)
  context {
    let half = (page-of.width - page-of.left - page-of.right) * 0.5mm
    let words = measure([#form.addressedBy:]).width
    let before = calc.max(0mm, calc.min(30mm, half - words.to-absolute()))
    let room = calc.min(before + words, half)
    block(pad(left: before, [#form.addressedBy:]))
    for to in form.addressees {
      block(above: single, pad(left: room, par(hanging-indent: measure([- ]).width, "- " + say(to))))
    }
  }
  v(8pt)
}

// Cell 6.
#let first-line = page-of.firstLine * 1mm
#let body-par(words) = par(first-line-indent: (amount: first-line, all: true), words)


#let print-runs(runs) = for run in runs { say(run.text) }

#show heading: it => block(above: single + page-of.paragraphGap * 1pt, below: single + page-of.paragraphGap * 1pt, sticky: true, it.body)
#let ranked(level, words) = heading(level: calc.min(level, 6), outlined: true, text(size: page-of.body * 1pt, words))

#let print-heading(it) = {
  let words = if it.label == "" { say(it.title) } else { it.label + " " + say(it.title) }
  if it.form == "part" {
    align(center, ranked(it.level, {
      strong-line(it.label)
      if it.title != "" { linebreak(); strong-line(say(it.title)) }
    }))
  } else {
    ranked(it.level, text(
      weight: if it.form == "plain" { "regular" } else { "bold" },
      body-par(words),
    ))
  }
}

#let print-table(it) = {
  set text(size: page-of.table * 1pt)
  set par(justify: false, leading: single, spacing: single)
  block(above: single + page-of.paragraphGap * 1pt, below: single + page-of.paragraphGap * 1pt, table(
    columns: it.widths.map(width => width * 1mm),
    stroke: 0.5pt,
    inset: (x: page-of.cellPadding * 1mm, y: 1.3mm),
    align: (column, row) => if row == 0 and it.head.len() > 0 { center + horizon } else if it.centred.at(column) { center } else { left },
    ..if it.head.len() > 0 { (table.header(..range(it.widths.len()).map(at => strong-line(say(it.head.at(at, default: ""))))),) },
    ..it.rows.map(row => range(it.widths.len()).map(at => table.cell(breakable: false, say(row.at(at, default: ""))))).flatten(),
  ))
}

// Two languages side by side: no rules, every line a paragraph, the headings bold.
#let print-parallel(it) = {
  set text(size: page-of.table * 1pt)
  let columns = calc.max(1, ..it.cells.map(row => row.len()))
  grid(columns: (1fr,) * columns, column-gutter: 5mm, row-gutter: single + page-of.paragraphGap * 1pt,
    ..it.cells.map(row => range(columns).map(at => for line in row.at(at, default: ()) {
      align(if line.head { center } else { left }, par(justify: not line.bold, text(weight: if line.bold { "bold" } else { "regular" }, say(line.words))))
    })).flatten())
}

#let print-block(it) = {
  if it.type == "heading" { print-heading(it) }
  else if it.type == "table" and it.parallel { print-parallel(it) }
  else if it.type == "table" { print-table(it) }
  else if it.at("reference", default: false) { align(center, par(justify: false, emph(print-runs(it.runs)))) }
  else { body-par(if it.leadBold { strong-line(say(it.lead)) } else { say(it.lead) } + print-runs(it.runs)) }
}

#let enacted(words) = block(above: 10pt, below: 10pt, width: 100%, align(center, strong-line(words)))

#if form.enactor != none { enacted(form.enactor) }
#for basis in form.bases { body-par(emph(say(basis))) }
#if form.enacting != none { enacted(form.enacting) }

// Cells 7, 9b and 12. The last paragraph stays with them, so that no page holds a signature alone.
#let signature(signer, height: 0) = block(breakable: false, width: 100%, {
  set par(justify: false)
  align(center, {
    lines(page-of.body, ..signer.lines.map(strong-line))
    v(page-of.signature * 1mm + calc.max(0, height - signer.lines.len()) * 1.149 * page-of.body * 1pt)
    lines(page-of.body, ..signer.name.split("\n").map(strong-line))
  })
})
#let recipients(lines, first: true, last: true) = {
  set par(justify: false, spacing: single, leading: single)
  if first and form.recipients.len() > 0 {
    block(text(size: page-of.recipientsLabel * 1pt, weight: "bold", style: "italic", "Nơi nhận:"))
  }
  {
    set text(size: page-of.recipients * 1pt)
    // "(b/c)", "(t/h)" are one word.
    show regex("\(\p{L}+/\p{L}+\)"): it => box(baseline: 0.216em, it)
    for line in lines { par(hanging-indent: 2mm, "- " + say(line)) }
  }
  if last and form.drafter != none { v(4pt); text(size: page-of.recipients * 1pt, form.drafter) }
}
#let beside(columns, one, other) = grid(
  columns: ((columns.left - 2) * 1mm, columns.right * 1mm), column-gutter: 2mm, one, other,
)
// Where all recipients do not fit on the page of the signature, so many stand beside it.
#let near = form.beside
#let closing = if form.cosigner != none {
  let height = calc.max(form.cosigner.lines.len(), form.signer.lines.len())
  grid(columns: (1fr, 1fr), signature(form.cosigner, height: height), signature(form.signer, height: height))
  v(6pt)
  recipients(form.recipients)
} else if form.held == "all" {
  beside(form.columns, recipients(form.recipients), signature(form.signer))
} else {
  beside(form.columns, recipients(form.recipients.slice(0, calc.min(near, form.recipients.len())), last: form.recipients.len() <= near), signature(form.signer))
}

#for it in form.blocks.slice(0, calc.max(0, form.blocks.len() - 1)) { print-block(it) }
#let last-text = if form.blocks.len() > 0 {
  let last = form.blocks.last()
  if last.type == "table" and last.parallel and last.cells.len() > 1 {
    print-parallel((..last, cells: last.cells.slice(0, -1)))
  } else { print-block(last) }
}
#let last-row = if form.blocks.len() > 0 {
  let last = form.blocks.last()
  if last.type == "table" and last.parallel and last.cells.len() > 1 {
    v(single + page-of.paragraphGap * 1pt)
    print-parallel((..last, cells: last.cells.slice(-1)))
  }
}
#if form.held == "signature" { last-text }
#block(breakable: false, width: 100%, {
  if form.held != "signature" { last-text } else { last-row }
  v(6pt)
  closing
})
#if form.cosigner == none and form.held != "all" and form.recipients.len() > near {
  block(above: single, width: (form.columns.left - 2) * 1mm, recipients(form.recipients.slice(near), first: false))
}

#for it in form.attachments {
  pagebreak(weak: true)
  [#metadata(it.kindLine) <anew>]
  head()
  named(it.kindLine, it.title, it.titleWidth, it.titleRule)
  reference-line(it.reference)
  v(4pt)
  for each in it.blocks.slice(0, calc.max(0, it.blocks.len() - 1)) { print-block(each) }
  block(breakable: false, width: 100%, {
    if it.blocks.len() > 0 { print-block(it.blocks.last()) }
    v(6pt)
    beside(form.attachedColumns, [], signature(form.attachedSigner))
  })
}

#for annex in form.annexes {
  set page(flipped: annex.landscape)
  pagebreak(weak: true)
  [#metadata(annex.label) <anew>]
  align(center, {
    {
      show heading: it => block(above: 0pt, below: single, sticky: true, it.body)
      ranked(1, strong-line(annex.label))
    }
    block(above: single, below: single + page-of.paragraphGap * 1pt, strong-line(say(annex.title)))
    reference-line(annex.reference)
  })
  v(8pt)
  for it in annex.blocks { print-block(it) }
}
`
