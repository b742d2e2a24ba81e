import '../templates/texts.ts'
import { LetterPage } from '../templates/letter-page.tsx'
import { TemplatePage } from '../templates/template-page.tsx'
import { TemplatesPage } from '../templates/templates-page.tsx'
import { WritePage } from '../templates/write-page.tsx'
import { CitedPage } from './cited-page.tsx'
import { DocumentPage } from './document-page.tsx'
import { DocumentsPage } from './documents-page.tsx'

export const pages = {
  '/': DocumentsPage,
  '/cited': CitedPage,
  '/templates': TemplatesPage,
  '/templates/$templateKey': TemplatePage,
  '/write': WritePage,
  '/$documentId': DocumentPage,
  '/$documentId/edit': LetterPage,
}
