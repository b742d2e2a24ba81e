import { CitedPage } from './cited-page.tsx'
import { DocumentPage } from './document-page.tsx'
import { DocumentsPage } from './documents-page.tsx'

export const pages = { '/': DocumentsPage, '/cited': CitedPage, '/$documentId': DocumentPage }
