export { multipart } from '../platform/multipart.testing.ts'
