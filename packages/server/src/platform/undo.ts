/** Seconds in which a deed can be taken back; what it sets in motion, and the word of it, waits as long. */
export const secondsToUndo = 10
