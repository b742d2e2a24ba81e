import { parentPort, workerData } from 'node:worker_threads'
import { type FileReading, readBytes } from './read-bytes.ts'

const { bytes, name } = workerData as { bytes: Uint8Array; name: string }
const reading: FileReading = await readBytes(bytes, name)
parentPort?.postMessage(reading)
