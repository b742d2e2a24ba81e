import { Alert, Anchor, Button, SegmentedControl, Stack, Table } from '@mantine/core'
import { useState } from 'react'
import { answer, api, uploadFile } from '../api.ts'
import { useDeed } from '../deed.ts'
import type { paths } from '../generated/api.d.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { FileDrop } from '../kit/file-drop.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'

type Preview = paths['/api/imports/{kind}/preview']['post']['responses'][200]['content']['application/json']
type Kind = 'units' | 'people' | 'figures'
const kinds: Kind[] = ['people', 'units', 'figures']

/** A spreadsheet in three steps on one page: template, file with its faults by cell, import. */
export function ImportPage() {
  const t = useT()
  const [kind, setKind] = useState<Kind>('people')
  const [preview, setPreview] = useState<Preview>()
  const take = useDeed({
    run: (body: { fileId: string; skipBadRows: boolean }, headers) =>
      answer(api.POST('/api/imports/{kind}', { params: { path: { kind } }, body, headers })),
    changes: ['unit', 'person'],
    said: ({ added, changed, skipped }) => t('organisation.imported', { added, changed, skipped }),
    onDone: () => setPreview(undefined),
  })
  const bad = preview ? preview.rows - preview.good : 0
  return (
    <>
      <PageHead title={t('organisation.importTitle')} back={{ to: '/units', label: t('organisation.title') }} />
      <Stack gap="lg" maw={900}>
        <SegmentedControl
          aria-label={t('organisation.importWhat')}
          value={kind}
          orientation={window.innerWidth < 600 ? 'vertical' : 'horizontal'}
          onChange={(value) => {
            setKind(value as Kind)
            setPreview(undefined)
            take.clear()
          }}
          data={kinds.map((value) => ({ value, label: t(`organisation.importKinds.${value}` as TextKey) }))}
        />
        <p style={{ margin: 0 }}>
          <Anchor href={`/api/imports/${kind}/template.xlsx`} download>
            {t('organisation.template')}
          </Anchor>
          . {t('organisation.templateText')}
        </p>
        <FileDrop
          key={kind}
          label={t('organisation.drop')}
          kinds={['xlsx', 'csv']}
          multiple={false}
          upload={(file, onProgress) => uploadFile(`/api/imports/${kind}/preview`, file, {}, onProgress)}
          onDone={(_, result) => {
            take.clear()
            setPreview(result as Preview)
          }}
        />
        {take.problem && <ProblemNotice problem={take.problem} />}
        {preview && (
          <Stack gap="md">
            <h2 style={{ margin: 0, fontSize: '1.0625rem' }}>
              {preview.name}: {t('organisation.rowsRead', { count: preview.rows, good: preview.good })}
            </h2>
            {preview.errorCount === 0 ? (
              <Alert variant="outline" color="var(--tone-good)">
                {t('organisation.allGood')}
              </Alert>
            ) : (
              <>
                {preview.errorCount > 50 && (
                  <p style={{ margin: 0 }}>{t('organisation.firstFaults', { shown: 50, count: preview.errorCount })}</p>
                )}
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th w={80}>{t('organisation.cell')}</Table.Th>
                      <Table.Th>{t('organisation.fault')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {preview.errors.slice(0, 50).map((fault) => (
                      <Table.Tr key={`${fault.cell} ${fault.message}`}>
                        <Table.Td>
                          <b>{fault.cell}</b>
                        </Table.Td>
                        <Table.Td>{fault.message}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </>
            )}
            <section aria-label={t('organisation.preview')} style={{ overflowX: 'auto' }}>
              <Table fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    {preview.headings.map((heading) => (
                      <Table.Th key={heading}>{heading}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {preview.sample.slice(0, 8).map((row) => (
                    <Table.Tr key={row.row}>
                      {preview.headings.map((heading, column) => (
                        <Table.Td key={heading}>{row.cells[column] ?? ''}</Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </section>
            {preview.good > 0 && (
              <Button
                w="fit-content"
                loading={take.running}
                onClick={() => take.start({ fileId: preview.fileId, skipBadRows: bad > 0 })}
              >
                {bad > 0 ? t('organisation.skipBad') : t('organisation.doImport', { count: preview.good })}
              </Button>
            )}
          </Stack>
        )}
      </Stack>
    </>
  )
}
