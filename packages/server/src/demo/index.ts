export { demoAccounts, demoPassword, loadDemo } from './load-demo.ts'
