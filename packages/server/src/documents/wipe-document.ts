import type { Services } from '../platform/services.ts'

/**
 * A kept paper that is now seen to be secret: its content, what was read of it and its file's name are wiped, and the entry
 * ends. Content another entry names as well stays for that entry's own reading.
 */
export async function wipeDocument(services: Services, id: string): Promise<void> {
  const alone = await services.database.asSystem('wipe-secret-document', async (trx) => {
    const held = await trx
      .selectFrom('document')
      .select(['file_id as fileId', 'signed_file_id as signedFileId'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('document')
      .set({
        state: 'ended',
        kind: null,
        number: null,
        issuer: null,
        place: null,
        issued_on: null,
        title: null,
        file_id: null,
        signed_file_id: null,
        source_text: null,
        parsed: null,
        findings: null,
        pages: null,
        unsure: null,
        signatures: null,
        signed_signatures: null,
      })
      .where('id', '=', id)
      .execute()
    await trx.deleteFrom('document_words').where('document_id', '=', id).execute()
    await trx.deleteFrom('citation').where('document_id', '=', id).execute()
    await trx.updateTable('document_event').set({ remarks: null, params: '{}' }).where('document_id', '=', id).execute()
    const fileIds = [held.fileId, held.signedFileId].filter((fileId) => fileId !== null)
    if (fileIds.length === 0) return []
    const gone = await trx.deleteFrom('file').where('id', 'in', fileIds).returning('sha256').execute()
    const named = await trx
      .selectFrom('file')
      .select('sha256')
      .where(
        'sha256',
        'in',
        gone.map((file) => file.sha256),
      )
      .execute()
    const stays = new Set(named.map((file) => file.sha256))
    return gone.map((file) => file.sha256).filter((sha256) => !stays.has(sha256))
  })
  for (const sha256 of alone) await services.files.remove(sha256)
}
