import { parentPort } from 'node:worker_threads'
import { compareTasks } from '@banggiao/vanban'
import type { CompareTask } from './compare-plans.ts'

// one task at a time; what breaks here ends the thread, and the thread's owner answers for it
parentPort?.on('message', ({ left, right }: CompareTask) => parentPort?.postMessage(compareTasks(left, right)))
