import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openAuth } from './platform/auth/index.ts'
import { deriveKey } from './platform/config.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres.ts'

// bounds for a machine that does much else: every command is a process that loads the server
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const cli = join(import.meta.dirname, 'cli.ts')

/** An installation of its own: passwords of roles belong to a whole server, and a command sets them. */
let folder: string
let dataDir: string
let server: EmbeddedPostgres
let databaseUrl: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'banggiao-cli-'))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'data')
  server = await startEmbeddedPostgres({ dataDir, log: () => undefined, disposable: true })
  const url = new URL(server.ownerUrl)
  url.pathname = '/banggiao'
  databaseUrl = url.toString()
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The command as a person runs it: a process of its own over that data folder. */
async function run(args: string[], env: Record<string, string> = {}) {
  const { DATABASE_URL: _, BANGGIAO_SECRET: __, ...rest } = process.env
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env: { ...rest, DATA_DIR: dataDir, ...env } })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, ...said }
}

async function ask<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as T[]
  } finally {
    await client.end()
  }
}

async function table(name: string, rows: string[][]): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('Đơn vị').addRows(rows)
  const path = join(folder, name)
  writeFileSync(path, new Uint8Array(await workbook.xlsx.writeBuffer()))
  return path
}

const admin = (...more: string[]) => ['create-admin', '--name', 'Trần Quản Trị', '--phone', '0903 456 789', ...more]

describe('a command that is written wrongly', () => {
  it('is told in a sentence what it takes, and ends with 2', async () => {
    const wrong: [string[], string][] = [
      [['delete-everything'], 'banggiao create-admin --unit CODE'],
      [['create-admin', '--unit', '79'], 'create-admin needs --unit, --name and --phone.'],
      [['create-admin', '--unit'], "Option '--unit <value>' argument missing"],
      [['create-admin', '--colour', 'red'], "Unknown option '--colour'"],
      [['import-units'], 'import-units needs one file, or --province.'],
      [['import-units', 'a.xlsx', 'b.xlsx'], 'import-units needs one file, or --province.'],
      [['import-units', '--province', '79', 'a.xlsx'], 'import-units needs one file, or --province.'],
      [['import-units', '--province', '98'], 'No province has the code 98. Codes: 01 Thành phố Hà Nội,'],
      [['backup'], 'backup needs the name of the archive to write.'],
      [['backup', 'a.gz', 'b.gz'], 'backup needs the name of the archive to write.'],
      [['restore'], 'restore needs the archive to read.'],
      [['doctor', 'who'], "Unexpected argument 'who'"],
    ]
    for (const [args, sentence] of wrong) {
      const { code, out, err } = await run(args)
      expect([args, code]).toEqual([args, 2])
      expect(out + err).toContain(sentence)
      expect(err).not.toMatch(/^\s+at /m)
    }
  })

  it('without a command shows them all', async () => {
    const { code, out } = await run([])
    expect(code).toBe(0)
    for (const command of ['create-admin', 'import-units', 'backup', 'restore', 'doctor'])
      expect(out).toContain(`banggiao ${command}`)
  })
})

describe('what cannot be done', () => {
  it('ends with 1 and a sentence without a stack', async () => {
    const unreadable = join(folder, 'khoa')
    mkdirSync(unreadable)
    const text = join(folder, 'thu.txt')
    writeFileSync(text, 'xin chào')
    const cases: [string[], string, Record<string, string>?][] = [
      [['import-units', 'khong-co.xlsx'], 'There is no file khong-co.xlsx.'],
      [['import-units', unreadable], `${unreadable} is no file.`],
      [['restore', 'khong-co.gz'], 'There is no file khong-co.gz.'],
      [['restore', text], 'This file is no backup of Bang Giao, or it is damaged'],
      [['backup', text], `${text} exists already; choose another name.`],
      [
        ['doctor'],
        'The database cannot be reached: ',
        { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/banggiao', DATA_DIR: join(folder, 'khac') },
      ],
      [
        ['import-units', text],
        'There are no units yet. Bring in a province first: banggiao import-units --province 79',
      ],
      [admin('--unit', '79-sgddt'), 'There is no single unit with the code 79-sgddt.'],
    ]
    for (const [args, sentence, env] of cases) {
      const { code, out, err } = await run(args, env)
      expect([args, code, err]).toEqual([args, 1, expect.stringContaining(sentence)])
      expect(out + err).not.toMatch(/^\s+at /m)
    }
  })
})

describe('import-units', () => {
  it('brings the bodies of a province, once', async () => {
    const first = await run(['import-units', '--province', '79'])
    // Bộ, UBND, Sở, 168 communes with their divisions, a former district and its office
    expect([first.code, first.out]).toEqual([0, `${3 + 2 * 168 + 2} units added.\n`])
    const again = await run(['import-units', '--province', ' 79'])
    expect([again.code, again.out]).toEqual([0, '0 units added.\n'])
    const divisions = await ask<{ n: number }>(
      `select count(*)::int as n from unit u join unit_relation r on r.unit_id = u.id and r.kind = 'affiliation'
        join unit s on s.id = r.superior_id and s.kind = 'commune-committee' where u.kind = 'culture-social-division'`,
    )
    expect(divisions).toEqual([{ n: 168 }])
  })

  const head = ['Mã đơn vị', 'Tên đơn vị', 'Loại đơn vị', 'Cấp học', 'Trực thuộc', 'Ngày chấm dứt', 'Kế thừa']

  it('names every wrong row by its cell and then imports none', async () => {
    const path = await table('sai.xlsx', [
      head,
      ['T1', 'Trường Tiểu học Tốt', '', 'TH', '26890', '', ''],
      ['T2', 'Trường Tiểu học Lạc', '', 'TH', '99999', '', ''],
      ['q1', 'Ủy ban nhân dân quận 1', 'UBND quận', '', '79', '', ''],
    ])
    const { code, out } = await run(['import-units', path])
    expect(code).toBe(1)
    expect(out).toContain('E3: No unit has the code "99999", here or in the system. Check the code')
    expect(out).toContain('F4: Districts ended on 30/06/2025. Write the last day, not after that one')
    expect(out).toContain('3 rows read, 2 errors; nothing was imported.')
    expect(await ask(`select 1 from unit where code in ('T1', 'q1')`)).toEqual([])
  })

  it('brings schools and former districts; what a known unit’s row says differently is told and left', async () => {
    const path = await table('dung.xlsx', [
      head,
      ['T1', 'Trường Tiểu học Tốt', '', 'TH', '26890', '', ''],
      ['q1-pgddt', 'Phòng Giáo dục và Đào tạo quận 1', 'Phòng GD&ĐT', '', 'q1', '30/06/2025', '26740'],
      ['q1', 'Ủy ban nhân dân quận 1', 'UBND quận', '', '79', '30/06/2025', '26740'],
    ])
    const first = await run(['import-units', path])
    expect([first.code, first.out]).toEqual([0, '3 rows read, 3 units added, 0 renamed.\n'])
    expect(
      await ask(
        `select u.path, u.valid_to::text as ended, s.code as successor from unit u join unit_successor x on x.unit_id = u.id join unit s on s.id = x.successor_id
          where u.code like 'q1%' order by u.path`,
      ),
    ).toEqual([
      { path: '79/q1/', ended: '2025-06-30', successor: '26740' },
      { path: '79/q1/q1pgddt/', ended: '2025-06-30', successor: '26740' },
    ])
    const moved = await table('chuyen.xlsx', [head, ['T1', 'Trường Tiểu học Rất Tốt', '', 'TH', '26740', '', '']])
    const second = await run(['import-units', moved])
    expect(second.code).toBe(0)
    expect(second.out).toBe(
      [
        'E2: note: Trường Tiểu học Tốt: the system has Ủy ban nhân dân phường Hạnh Thông (26890), the file says "26740". An import leaves this as it is; move the unit on its page, under “Move to another superior”',
        '1 rows read, 0 units added, 1 renamed.',
        '1 cells say something else than the system has, which was left as it is.',
        '',
      ].join('\n'),
    )
    expect(await ask(`select path, name from unit where code = 'T1'`)).toEqual([
      { path: '79/26890/t1/', name: 'Trường Tiểu học Rất Tốt' },
    ])
  })
})

describe('create-admin', () => {
  it('makes an administrator whose printed password signs in, to be changed at its first use', async () => {
    const { code, out } = await run(admin('--unit', 'T1', '--staff-code', 'QT-1'))
    expect(code).toBe(0)
    const printed = /^(.+) now administers (.+)\.\nSign in with 0903456789 or QT-1 and the password (\S+), to be/.exec(
      out,
    )
    expect(printed?.slice(1, 3)).toEqual(['Trần Quản Trị', 'Trường Tiểu học Rất Tốt'])
    const kept = await ask<{ id: string; role: string; password: string; must: boolean }>(
      `select p.id, m.role, a.password, u."mustChangePassword" as must from person p join membership m on m.person_id = p.id
        join auth.account a on a."userId" = p.user_id join auth."user" u on u.id = p.user_id where p.phone = '0903456789'`,
    )
    expect(kept).toMatchObject([{ role: 'administrator', must: true }])
    const secret = readFileSync(join(dataDir, 'secret'), 'utf8').trim()
    const auth = openAuth(databaseUrl, deriveKey(secret, 'role app_auth'), secret)
    const { password } = await auth.context()
    expect(await password.verify({ hash: kept[0]!.password, password: printed![3]! })).toBe(true)
    await auth.end()
  })

  it('hands nobody’s account to another name, and takes no wrong number', async () => {
    const other = await run(['create-admin', '--unit', '79-sgddt', '--name', 'Lê Văn Khác', '--phone', '0903456789'])
    expect([other.code, other.err]).toEqual([
      1,
      '0903456789 belongs to Trần Quản Trị; give exactly that name to make them administrator.\n',
    ])
    const number = await run(['create-admin', '--unit', '79-sgddt', '--name', 'Lê Văn Khác', '--phone', '12'])
    expect([number.code, number.err]).toEqual([1, '12 is no telephone number.\n'])
    const taken = await run([
      ...['create-admin', '--unit', '79-sgddt', '--name', 'Lê Văn Khác', '--phone', '0903456780'],
      ...['--staff-code', 'QT-1'],
    ])
    expect([taken.code, taken.err]).toEqual([1, 'This staff code or e-mail address is Trần Quản Trị’s already.\n'])
    expect(await ask(`select 1 from person where name = 'Lê Văn Khác'`)).toEqual([])
  })
})

describe('doctor', () => {
  it('names every check, and ends with 1 only where something is wrong', async () => {
    await ask(`delete from unit_setting where unit_id = (select id from unit where code = 'T1')`)
    const well = await run(['doctor'])
    expect(well.code).toBe(0)
    expect(well.out).toMatch(/^ok {7}missing-files: the content of every file is there$/m)
    expect(well.out).toMatch(
      /^warning {2}units-without-letterhead: .+ \(1\): Trường Tiểu học Rất Tốt\n {9}To do: Add one under/m,
    )
    expect(well.out).toMatch(/^0 errors to be mended, 1 warning that can wait\.\n$/m)
    await ask(
      `insert into file (unit_id, unit_path, sha256, size, media_type, name) select id, path, repeat('ab', 32), 1, 'text/plain', 'mat.txt'
        from unit where code = 'T1'`,
    )
    const ill = await run(['doctor'])
    expect(ill.code).toBe(1)
    expect(ill.out).toMatch(/^error {4}missing-files: .+ \(1\): /m)
    expect(ill.out).toContain('1 error to be mended')
    await ask(`delete from file where name = 'mat.txt'`)
  })
})

describe('backup and restore', () => {
  it('carry an installation over to an empty one, where the same commands go on', async () => {
    const archive = join(folder, 'sao-luu.tar.gz')
    const saved = await run(['backup', archive])
    expect(saved.code).toBe(0)
    expect(saved.out).toMatch(/^\d+ tables and 0 files are in .+\nThe archive holds the key of this installation/)
    expect(statSync(archive).mode & 0o777).toBe(0o600)

    const full = await run(['restore', archive])
    expect([full.code, full.err]).toEqual([
      1,
      'This installation holds data already. Restore into an empty one (another DATA_DIR or database).\n',
    ])

    // nothing runs over this one: each command starts its database and stops it again
    const env = { DATA_DIR: join(folder, 'noi-moi') }
    const cut = join(folder, 'dut.tar.gz')
    writeFileSync(cut, readFileSync(archive).subarray(0, statSync(archive).size - 400))
    const damaged = await run(['restore', cut], env)
    expect([damaged.code, damaged.err]).toEqual([1, expect.stringContaining('or it is damaged: ')])
    const back = await run(['restore', archive], env)
    expect([back.code, back.err]).toEqual([0, ''])
    expect(back.out).toMatch(/\d+ tables and 0 files as they stood at .+ are back\.\n$/)
    expect(readFileSync(join(env.DATA_DIR, 'secret'), 'utf8')).toBe(readFileSync(join(dataDir, 'secret'), 'utf8'))
    expect(existsSync(join(env.DATA_DIR, 'postgres', 'postmaster.pid'))).toBe(false)
    const again = await run(['import-units', '--province', '79'], env)
    expect([again.code, again.out.split('\n').at(-2)]).toEqual([0, '0 units added.'])
  })
})
