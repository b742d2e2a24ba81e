const rooms: Record<string, string> = {
  document: '/documents',
  plan: '/plans',
  task: '/tasks',
  report: '/reports',
  assignment: '/work',
  unit: '/units',
}

/** Address of a record's own page; the one place that knows how records map to paths. */
export function recordPath(kind: string, id: string | number): string {
  const room = rooms[kind]
  if (!room) throw new RangeError(`no page for records of kind ${kind}`)
  return `${room}/${id}`
}
