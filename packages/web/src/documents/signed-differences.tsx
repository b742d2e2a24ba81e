import { Alert, Table } from '@mantine/core'
import { useLocale, useT } from '../i18n/index.ts'
import classes from './document.module.css'
import type { SignedDiffers } from './document.ts'

/** What the signed copy says beside what was approved, place by place. */
export function SignedDifferences({ differs }: { differs: SignedDiffers }) {
  const t = useT()
  const locale = useLocale()
  return (
    <>
      {differs.notice && (
        <Alert variant="outline" color="var(--tone-wait)" mb="sm">
          {differs.notice[locale]}
        </Alert>
      )}
      {differs.compared && differs.changes.length === 0 && <p>{t('documents.same')}</p>}
      {differs.changes.length > 0 && (
        <>
          <h2 className={classes.heading}>{t('documents.differs', { count: differs.changes.length })}</h2>
          <Table verticalSpacing="sm" layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('documents.approvedText')}</Table.Th>
                <Table.Th>{t('documents.signedText')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differs.changes.map((change, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the places of one comparison do not move
                <Table.Tr key={at}>
                  <Table.Td>
                    {change.before} {change.approved && <del className={classes.del}>{change.approved}</del>}{' '}
                    {change.after}
                  </Table.Td>
                  <Table.Td>
                    {change.before} {change.signed && <ins className={classes.ins}>{change.signed}</ins>} {change.after}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </>
  )
}
