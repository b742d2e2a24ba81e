import type { Page } from 'playwright-core'
import type { Ids } from './set-scene.ts'

/** One picture: where, and what is done there before it is taken. */
export interface View {
  name: string
  path: string | ((ids: Ids) => string | undefined)
  /** Opens a dialog, scrolls, types: by real clicks, in either language. */
  act?: (page: Page) => Promise<void>
}

const patience = { timeout: 10_000 }

const click = (name: string | RegExp) => async (page: Page) => {
  const target = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first()
  // away from what floats over the end of a phone's page
  await target.evaluate((element) => element.scrollIntoView({ block: 'center' }), undefined, patience)
  await target.click(patience)
}
/** An entry of the menu at the page's head. */
const menu = (item: RegExp) => async (page: Page) => {
  await click(/^(Thêm thao tác|More actions)$/)(page)
  await page.getByRole('menuitem', { name: item }).first().click(patience)
}
const end = async (page: Page) => {
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
}
const then =
  (...acts: ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const act of acts) await act(page)
  }
/** The dialog's own scroll is taken to its end: is the button there? */
const dialogEnd = async (page: Page) => {
  const button = page.getByRole('dialog').getByRole('button').last()
  await button.scrollIntoViewIfNeeded(patience)
}
const send = (name: RegExp) => async (page: Page) => {
  await page.getByRole('dialog').getByRole('button', { name }).first().click(patience)
}
const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })

const plan =
  (side: string, more = '', state = /./) =>
  (ids: Ids) => {
    const found = ids.plans.find((p) => p.side === side && state.test(p.state))
    return found && `/plans/${found.id}${more}`
  }
const completeness = (ids: Ids) => plan('own', '', /issued/)(ids)?.replace('/plans/', '/reports/completeness/')
const report =
  (state: RegExp, more = '') =>
  (ids: Ids) => {
    const found = ids.reports.find((r) => state.test(r.state))
    return found && `/reports/${found.id}${more}`
  }
const paper =
  (direction: 'in' | 'out', state: RegExp, more = '') =>
  (ids: Ids) => {
    const found = ids.documents[direction].find((d) => state.test(d.state))
    return found && `/documents/${found.id}${more}`
  }
const assignment =
  (more = '') =>
  (ids: Ids) =>
    ids.assignments[0] === undefined ? undefined : `/work/${ids.assignments[0]}${more}`
const unit =
  (more = '') =>
  (ids: Ids) =>
    `/units/${ids.unit}${more}`

const start: View[] = [
  { name: 'work', path: '/work' },
  { name: 'work-end', path: '/work', act: end },
]
const lists: View[] = [
  { name: 'documents', path: '/documents' },
  { name: 'documents-out', path: '/documents?direction=out' },
  { name: 'documents-internal', path: '/documents?direction=internal' },
  { name: 'documents-calendar', path: '/documents?shape=calendar' },
  { name: 'documents-filtered', path: '/documents?q=khong-co-gi-nhu-the' },
  { name: 'cited', path: '/documents/cited' },
  { name: 'cited-end', path: '/documents/cited', act: end },
  { name: 'plans', path: '/plans' },
  { name: 'plans-board', path: '/plans?shape=board' },
  { name: 'plans-calendar', path: '/plans?shape=calendar' },
  { name: 'plans-below', path: '/plans?tab=below' },
  { name: 'reports', path: '/reports' },
  { name: 'reports-board', path: '/reports?shape=board' },
  { name: 'reports-calendar', path: '/reports?shape=calendar' },
  { name: 'reports-received', path: '/reports?box=received' },
  { name: 'assignments', path: '/work/unit' },
  { name: 'assignments-end', path: '/work/unit', act: end },
  { name: 'assignments-board', path: '/work/unit?shape=board' },
  { name: 'assignments-calendar', path: '/work/unit?shape=calendar' },
  {
    name: 'assignments-selected',
    path: '/work/unit',
    act: (page) => page.getByRole('checkbox').nth(1).check(patience),
  },
  {
    name: 'save-view',
    path: '/work/unit?state=open',
    act: click(/^(Lưu cách xem này|Save this view)$/),
  },
  { name: 'filter-chip', path: '/work/unit', act: click(/^(Trạng thái|State)$/) },
  { name: 'units', path: '/units' },
  { name: 'units-end', path: '/units', act: end },
]
const records: View[] = [
  { name: 'assignment', path: assignment() },
  { name: 'assignment-end', path: assignment(), act: end },
  { name: 'assignment-content', path: assignment('?tab=content') },
  { name: 'assignment-papers', path: assignment('?tab=papers') },
  { name: 'assignment-remarks', path: assignment('?tab=remarks') },
  { name: 'assignment-history', path: assignment('?tab=history') },
  { name: 'plan-own', path: plan('own') },
  { name: 'plan-own-end', path: plan('own'), act: end },
  { name: 'plan-own-progress', path: plan('own', '?tab=progress') },
  { name: 'plan-own-papers', path: plan('own', '?tab=papers') },
  { name: 'plan-own-remarks', path: plan('own', '?tab=remarks') },
  { name: 'plan-own-history', path: plan('own', '?tab=history') },
  { name: 'plan-carried', path: plan('carried') },
  { name: 'plan-below', path: plan('below') },
  { name: 'compare', path: plan('own', '/compare') },
  { name: 'compare-end', path: plan('own', '/compare'), act: end },
  { name: 'document-in', path: paper('in', /filed/) },
  { name: 'document-in-cites', path: paper('in', /filed/, '?tab=related') },
  { name: 'document-in-instructions', path: paper('in', /filed/, '?tab=instructions') },
  { name: 'document-in-remarks', path: paper('in', /filed/, '?tab=remarks') },
  { name: 'document-in-history', path: paper('in', /filed/, '?tab=history') },
  { name: 'document-out', path: paper('out', /./) },
  { name: 'account', path: '/account' },
  { name: 'account-end', path: '/account', act: end },
  { name: 'notices', path: '/work/notices' },
]
const people: Record<string, View[]> = {
  'so.chuyenvien': [
    ...start,
    ...lists,
    ...records,
    { name: 'line-menu', path: '/work', act: click(/^(Trả lời|Answer)/) },
    { name: 'plan-menu', path: plan('own'), act: click(/^(Thêm thao tác|More actions)$/) },
    { name: 'cascade', path: plan('own', '', /issued/), act: click(/^(Triển khai đến đơn vị|Give to units)$/) },
    {
      name: 'cascade-tasks',
      path: plan('own', '', /issued/),
      act: then(
        click(/^(Triển khai đến đơn vị|Give to units)$/),
        (page) => page.getByRole('dialog').getByRole('checkbox').first().check(patience),
        (page) => page.getByRole('dialog').getByRole('button', { expanded: false }).nth(1).click(patience),
        dialogEnd,
      ),
    },
    {
      name: 'receivers-own',
      path: plan('own', '?tab=papers', /issued/),
      act: click(/^(Đổi nơi nhận|Change receivers)/),
    },
    {
      name: 'receivers-carriers',
      path: plan('own', '?tab=papers', /issued/),
      act: click(/^(Đổi nơi nhận|Change receivers).*(được giao|given the plan)/),
    },
    { name: 'coverage', path: plan('own', '/coverage', /issued/) },
    {
      name: 'coverage-cell',
      path: plan('own', '/coverage', /issued/),
      act: (page) => page.getByRole('gridcell', { name: /: / }).first().click(patience),
    },
    {
      name: 'coverage-selected',
      path: plan('own', '/coverage', /issued/),
      act: async (page) => {
        for (const at of [0, 2, 3])
          await page
            .getByRole('gridcell', { name: /: / })
            .nth(at)
            .click({ ...patience, modifiers: ['Control'] })
      },
    },
    { name: 'completeness', path: completeness },
    {
      name: 'completeness-selected',
      path: completeness,
      act: (page) => page.getByRole('checkbox').nth(1).check(patience),
    },
    { name: 'completeness-late', path: (ids) => completeness(ids) && `${completeness(ids)}?state=missing` },
    { name: 'new-report', path: '/reports/new' },
    { name: 'report-issued', path: report(/issued/) },
    { name: 'report-issued-end', path: report(/issued/), act: end },
    { name: 'report-issued-papers', path: report(/issued/, '?tab=papers') },
    { name: 'palette', path: '/work', act: (page) => page.keyboard.press('Control+k') },
    {
      name: 'palette-found',
      path: '/work',
      act: async (page) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').first().fill('doi ngoai')
      },
    },
    {
      name: 'palette-nothing',
      path: '/work',
      act: async (page) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').first().fill('xyzzy khong co')
      },
    },
    { name: 'notices-open', path: '/work', act: click(/^(Thông báo|Notices)/) },
    { name: 'account-menu', path: '/work', act: click(/(Tài khoản|Account): /) },
    { name: 'filter-more', path: '/work/unit', act: click(/^(Thêm điều kiện lọc|Add a filter)$/) },
    { name: 'missing', path: '/khong-co-trang-nay' },
    { name: 'missing-record', path: '/plans/0badc0de-0000-4000-8000-000000000000' },
    { name: 'offline', path: '/plans', act: lost },
    {
      name: 'offline-elsewhere',
      path: '/plans',
      act: then(lost, async (page) => {
        await page
          .getByRole('navigation')
          .getByRole('link', { name: /^(Báo cáo|Reports)$/ })
          .first()
          .click(patience)
      }),
    },
  ],
  'so.giamdoc': [...start],
  'so.vanthu': [...start, { name: 'documents-out', path: '/documents?direction=out' }],
  'so.quantri': [
    ...start,
    { name: 'unit', path: unit() },
    { name: 'unit-menu', path: unit(), act: click(/^(Thêm thao tác|More actions)$/) },
    { name: 'unit-edit', path: unit(), act: menu(/^(Sửa thông tin đơn vị|Edit the unit)$/) },
    { name: 'unit-guide', path: unit(), act: menu(/^(Đổi đơn vị quản lý|Change who guides)/) },
    { name: 'unit-move', path: '/units?q=thcs+gio+moi', act: then(openFirst, menu(/^(Chuyển cơ quan|Move to)/)) },
    { name: 'unit-merge', path: '/units?q=thcs+gio+moi', act: then(openFirst, menu(/^(Sáp nhập|Merge)/)) },
    { name: 'unit-new', path: '/units', act: click(/^(Thêm đơn vị|Add a unit)$/) },
    {
      name: 'unit-new-empty',
      path: '/units',
      act: then(click(/^(Thêm đơn vị|Add a unit)$/), async (page) => {
        await page.getByRole('dialog').locator('button[type=submit]').click(patience)
      }),
    },
  ],
  'phuong.chuyenvien': [
    ...start,
    ...records,
    { name: 'plans', path: '/plans' },
    { name: 'coverage', path: plan('own', '/coverage') },
    { name: 'coverage-carried', path: plan('carried', '/coverage') },
    {
      name: 'coverage-reminding',
      path: plan('carried', '/coverage'),
      act: async (page) => {
        await page
          .getByRole('gridcell', { name: /: / })
          .nth(0)
          .click({ ...patience, modifiers: ['Control'] })
        await click(/^(Nhắc|Remind)$/)(page)
        await page
          .getByText(/^(Đang nhắc|Reminding)/)
          .first()
          .waitFor(patience)
      },
    },
    { name: 'reports-received', path: '/reports?box=received' },
  ],
  'phuong.vanthu': [
    ...start,
    { name: 'document-approved', path: paper('out', /approved/) },
    { name: 'issue', path: paper('out', /approved/), act: click(/^(Tải bản ký lên|Upload the signed copy)$/) },
    {
      name: 'issue-empty',
      path: paper('out', /approved/),
      act: then(click(/^(Tải bản ký lên|Upload the signed copy)$/), send(/^(Ban hành|Issue)/)),
    },
  ],
  'mn.hieutruong': [
    ...start,
    { name: 'plan-submitted', path: plan('own') },
    { name: 'approve', path: plan('own'), act: click(/^(Duyệt|Approve)$/) },
    { name: 'return', path: plan('own'), act: menu(/^(Trả lại|Return)$/) },
    {
      name: 'return-empty',
      path: plan('own'),
      act: then(menu(/^(Trả lại|Return)$/), send(/^(Trả lại|Return)$/)),
    },
  ],
  'thcs.pho': [
    ...start,
    ...lists,
    ...records,
    { name: 'plan-edit', path: plan('own', '/edit') },
    {
      name: 'plan-edit-task',
      path: plan('own', '/edit'),
      act: async (page) => {
        await page.locator('#part-II').evaluate((part) => part.scrollIntoView({ block: 'start' }))
        await page
          .getByRole('button', { name: /^(Kéo|Drag)/ })
          .first()
          .focus(patience)
      },
    },
    {
      name: 'plan-edit-behind',
      path: plan('own', '/edit'),
      act: async (page) => {
        await page
          .getByRole('button', { name: /^(Kéo|Drag)/ })
          .first()
          .focus(patience)
        const open = page.getByRole('button', { name: /^(Căn cứ của ô đang chọn|Behind the field)/ })
        if (await open.isVisible()) await open.click(patience)
      },
    },
    {
      name: 'plan-edit-menu',
      path: plan('own', '/edit'),
      act: click(/^(Thao tác với nhiệm vụ|More for task)/),
    },
    { name: 'plan-edit-end', path: plan('own', '/edit'), act: end },
    { name: 'extension', path: assignment(), act: menu(/^(Xin gia hạn|Ask for)/) },
    { name: 'extension-empty', path: assignment(), act: then(menu(/^(Xin gia hạn|Ask for)/), send(/^(Gửi|Send)$/)) },
    { name: 'transfer', path: assignment(), act: menu(/^(Chuyển người khác|Give to somebody)/) },
    { name: 'out-of-scope', path: assignment(), act: menu(/^(Không thuộc phạm vi|Out of)/) },
    {
      name: 'extension-offline',
      path: assignment(),
      act: then(menu(/^(Xin gia hạn|Ask for)/), lost, async (page) => {
        await page.getByRole('dialog').getByRole('textbox').last().fill('Chờ tài liệu của Sở.')
        await page.getByRole('dialog').getByRole('textbox').first().fill('31/12/2026')
        await page.keyboard.press('Tab')
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^(Gửi|Send)$/ })
          .click(patience)
      }),
    },
    {
      name: 'calendar-feed',
      path: '/work',
      act: click(/^(Đưa vào lịch điện thoại|Add to a phone)/),
    },
    { name: 'remark-written', path: paper('in', /filed/, '?tab=remarks'), act: writeRemark },
  ],
  'thcs.hieutruong': [
    ...start,
    { name: 'document-in', path: paper('in', /filed/) },
    { name: 'instruct', path: paper('in', /filed/), act: menu(/^(Bút phê|Give instructions)$/) },
  ],
  'thcs.vanthu': [
    ...start,
    { name: 'documents', path: '/documents' },
    { name: 'receive', path: '/documents', act: click(/^(Nhận văn bản|Receive)/) },
    {
      name: 'receive-several',
      path: '/documents',
      act: then(click(/^(Nhận văn bản|Receive)/), async (page) => {
        await page
          .getByRole('dialog')
          .locator('input[type=file]')
          .setInputFiles([
            file('trong.txt', ''),
            file('bang-tinh.xyz', 'không đọc được'),
            file('ke-hoach.docx', 'Đây là văn bản thuần, chỉ mang đuôi .docx.'),
          ])
        await page.waitForTimeout(2500)
      }),
    },
    { name: 'document-reading', path: paper('in', /^read$/) },
    { name: 'document-reading-end', path: paper('in', /^read$/), act: end },
    {
      name: 'document-reading-finding',
      path: paper('in', /^read$/),
      act: then(readSide, (page) => page.locator('[data-item]').first().click(patience)),
    },
    {
      name: 'document-reading-edit',
      path: paper('in', /^read$/),
      act: then(readSide, click(/^(Sửa|Edit) (Tên loại|Type)/)),
    },
    { name: 'document-unreadable', path: paper('in', /unrecognised/) },
    { name: 'templates', path: '/documents/templates' },
    { name: 'template', path: '/documents/templates/invitation' },
    { name: 'template-end', path: '/documents/templates/invitation', act: end },
    {
      name: 'template-block',
      path: '/documents/templates/memorandum',
      act: (page) => page.locator('[data-at] textarea').nth(1).focus(patience),
    },
    {
      name: 'template-annex',
      path: '/documents/templates/decision-with-statute',
      act: async (page) => {
        // saved as it is added: the next look finds it there
        if ((await page.locator('#annexes-0').count()) === 0) await click(/^(Thêm phụ lục|Add an annex)$/)(page)
        await page.locator('[data-field="annexes.0.blocks.0"] textarea').focus(patience)
      },
    },
    {
      name: 'template-copy',
      path: '/documents/templates/invitation',
      act: menu(/^(Tạo mẫu mới từ mẫu này|New template from)/),
    },
    { name: 'write', path: '/documents/write?template=invitation' },
    { name: 'write-end', path: '/documents/write?template=invitation', act: end },
    { name: 'write-letter', path: '/documents/write?template=invitation', act: beginLetter },
  ],
  'thcs.giaovien': [
    ...start,
    { name: 'plans', path: '/plans' },
    { name: 'reports', path: '/reports' },
    { name: 'documents', path: '/documents' },
  ],
  'thcs.quantri': [
    ...start,
    { name: 'unit', path: unit() },
    { name: 'unit-end', path: unit(), act: end },
    { name: 'unit-letterhead', path: unit('?tab=letterhead') },
    { name: 'unit-letterhead-end', path: unit('?tab=letterhead'), act: end },
    {
      name: 'unit-letterhead-change',
      path: unit('?tab=letterhead'),
      act: click(/^(Đổi thể thức từ một ngày|Change the letterhead)/),
    },
    { name: 'unit-parts', path: unit('?tab=parts') },
    { name: 'unit-part-add', path: unit('?tab=parts'), act: click(/^(Thêm tổ hoặc tổ chức|Add a team)/) },
    { name: 'unit-people', path: unit('?tab=people') },
    {
      name: 'unit-people-selected',
      path: unit('?tab=people'),
      act: (page) => page.getByRole('checkbox').first().check(patience),
    },
    { name: 'unit-person-add', path: unit('?tab=people'), act: click(/^(Thêm người|Add a person)$/) },
    {
      name: 'unit-person-add-end',
      path: unit('?tab=people'),
      act: then(click(/^(Thêm người|Add a person)$/), dialogEnd),
    },
    { name: 'person', path: unit('?tab=people'), act: openPerson },
    {
      name: 'person-end-post',
      path: unit('?tab=people'),
      act: then(openPerson, async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^(Kết thúc|End)/ })
          .first()
          .click(patience)
      }),
    },
    { name: 'person-leave', path: unit('?tab=people'), act: then(openPerson, dialogEnd) },
    {
      name: 'slips',
      path: unit('?tab=people'),
      act: then(openPerson, async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^(Cấp lại mật khẩu|Give)/ })
          .click(patience)
      }),
    },
    {
      name: 'slips-printed',
      path: unit('?tab=people'),
      act: then(openPerson, async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^(Cấp lại mật khẩu|Give)/ })
          .click(patience)
        await page
          .getByRole('button', { name: /^(In phiếu mật khẩu cho|Print)/ })
          .last()
          .click(patience)
        await page.getByText(/\/ 1$/).waitFor({ state: 'detached', ...patience })
      }),
    },
    { name: 'unit-years', path: unit(), act: click(/^(Ghi số liệu năm học|Record a school year)/) },
    { name: 'import', path: '/units/import' },
    { name: 'import-errors', path: '/units/import?kind=people', act: then(importPeople, end) },
    { name: 'import-preview', path: '/units/import?kind=people', act: importPeople },
  ],
}

/** Views by who looks at them: every page at least once, by the person who works there most. */
export const viewsOf: Readonly<Record<string, readonly View[]>> = people

/** What a person sees whose unit has nothing yet. */
export const emptyViews: readonly View[] = [...start, ...lists, ...records]

/** Reads what nobody has signed in for. */
export const signedOutViews: readonly View[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in-empty', path: '/sign-in', act: click(/^(Đăng nhập|Sign in)$/) },
  {
    name: 'sign-in-wrong',
    path: '/sign-in',
    act: async (page) => {
      await page.getByRole('textbox').first().fill('khong.co.ai')
      await page.locator('input[type=password]').fill('sai-mat-khau')
      await click(/^(Đăng nhập|Sign in)$/)(page)
      await page.getByRole('alert').waitFor(patience)
    },
  },
  { name: 'reset-password', path: '/reset-password?token=khong-con-hieu-luc-nua' },
  { name: 'reset-ask', path: '/reset-password' },
  { name: 'setup-closed', path: '/setup' },
  { name: 'api', path: '/openapi' },
]

/** Who came in with a slip. */
export const slipViews: readonly View[] = [
  { name: 'own-password', path: '/own-password' },
  { name: 'own-password-empty', path: '/own-password', act: click(/^(Đặt mật khẩu và vào làm việc|Set the password)/) },
]

/** The first page of an empty installation. */
export const emptyHouseViews: readonly View[] = [
  { name: 'setup', path: '/' },
  { name: 'setup-empty', path: '/setup', act: click(/^(Tạo và đăng nhập|Create and sign in)$/) },
  {
    name: 'setup-school',
    path: '/setup',
    act: async (page) => {
      await page.getByRole('textbox').first().fill('quang ninh')
      await page.getByRole('option', { name: /Quảng Ninh/ }).click(patience)
      await page.getByRole('radio', { name: /^(Trường học|A school)$/ }).check(patience)
    },
  },
]

async function lost(page: Page): Promise<void> {
  await page.context().setOffline(true)
  await page.waitForTimeout(300)
}

async function openFirst(page: Page): Promise<void> {
  await page.locator('a[data-row]').first().click(patience)
  await page.getByRole('tab').first().waitFor(patience)
}

async function openPerson(page: Page): Promise<void> {
  // who stands second: the first may be the one who looks
  await page
    .locator('main li')
    .filter({ has: page.getByRole('checkbox') })
    .nth(1)
    .getByRole('link')
    .first()
    .click(patience)
  await page.getByRole('dialog').getByRole('heading').first().waitFor(patience)
}

/** On a phone what was read stands behind a switch. */
async function readSide(page: Page): Promise<void> {
  if (page.viewportSize()!.width < 600)
    await page
      .getByText(/^(Nội dung đọc được|What was read)$/)
      .first()
      .click(patience)
}

async function writeRemark(page: Page): Promise<void> {
  await page.getByRole('textbox').last().fill('Nhờ thầy xem giúp mục II.1 @')
}

async function beginLetter(page: Page): Promise<void> {
  await page.getByRole('textbox').nth(1).fill('Dự hội thảo giáo dục công dân toàn cầu')
  await click(/^(Tạo dự thảo|Make the draft)/)(page)
  await page.waitForURL(/\/edit$/, patience)
  await page.getByRole('heading', { level: 1 }).waitFor(patience)
}

const table = `Họ và tên,Mã cán bộ,Số điện thoại,Thư điện tử,Mã đơn vị,Vai trò,Chức danh,Tổ
Nguyễn Thị Lan,GV-0012,0912345678,lan@truong.edu.vn,,Giáo viên,Giáo viên Tiếng Anh,Tổ Ngoại ngữ
Trần Văn Bình,GV-0013,12,binh@truong,,Giáo viên,Giáo viên Toán,Tổ Toán
Lê Thu Hà,,,,,Nhân viên,Y tế,
Phạm Minh Châu,thcs.pho,0987654321,,khong-co,Giáo viên,,
`

async function importPeople(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: 'danh-sach-giao-vien.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(table),
  })
  await page.getByRole('heading', { name: /^3?(Xem trước|Check|Preview)/ }).waitFor(patience)
}
