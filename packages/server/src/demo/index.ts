export { demoAccounts, demoPassword, loadDemo } from './load-demo.ts'
export { storyDoor } from './story-door.ts'
export { rehearseReading } from './tell-story.ts'
