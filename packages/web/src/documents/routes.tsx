import { DocumentPage } from './document-page.tsx'
import { DocumentsPage } from './documents-page.tsx'

export const pages = { '/': DocumentsPage, '/$documentId': DocumentPage }
