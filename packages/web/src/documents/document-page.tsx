import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../kit/loaded.tsx'
import { usePathPart } from '../url.ts'
import { loadDocument } from './document.ts'
import { DocumentReading } from './document-reading.tsx'
import { DocumentRecordPage } from './document-record.tsx'

/** Before a person has confirmed it, a document is read; afterwards it is a record. */
export function DocumentPage() {
  const id = usePathPart('documentId')
  const query = useQuery({ queryKey: ['document', id], queryFn: () => loadDocument(id), staleTime: 0 })
  return (
    <Loaded query={query} lines={10}>
      {(document) =>
        document.paper === null && ['reading', 'read', 'unrecognised'].includes(document.state) ? (
          <DocumentReading document={document} />
        ) : (
          <DocumentRecordPage document={document} />
        )
      }
    </Loaded>
  )
}
