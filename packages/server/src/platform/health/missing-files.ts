import { sql } from 'kysely'
import type { HealthCheck } from './index.ts'

export const missingFiles: HealthCheck = {
  name: 'missing-files',
  severity: 'error',
  holds: { vi: 'Nội dung của mọi tệp đều còn', en: 'the content of every file is there' },
  says: {
    vi: 'Tệp có trong danh sách nhưng không còn nội dung',
    en: 'Files that are listed but whose content is gone',
  },
  advice: {
    vi: 'Chép lại thư mục files từ bản sao lưu gần nhất',
    en: 'Copy the folder `files` back from the latest backup',
  },
  async find(trx, { files }) {
    const { rows } = await sql<{ sha256: string; name: string }>`
      select sha256, min(name) as name from file group by sha256`.execute(trx)
    const examples: string[] = []
    let count = 0
    for (const row of rows) {
      if (await files.has(row.sha256)) continue
      count++
      if (examples.length < 10) examples.push(row.name)
    }
    return { count, examples }
  },
}
