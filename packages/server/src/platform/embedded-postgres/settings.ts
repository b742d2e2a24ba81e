/**
 * What the embedded server runs with: one school's or one department's machine, everything under 400 MB together.
 * Written to `banggiao.conf` at every start; `ALTER SYSTEM` still has the last word.
 */
const settings = {
  max_connections: 60,
  shared_buffers: '64MB',
  huge_pages: 'off',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: 1.1,
  jit: 'off',
  // No helpers that idle: workers appear when a query or a vacuum needs them.
  io_method: 'sync',
  max_worker_processes: 4,
  max_parallel_workers: 2,
  max_parallel_workers_per_gather: 1,
  autovacuum_max_workers: 2,
  // Nobody replicates an embedded server; backups are read in a snapshot.
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  min_wal_size: '80MB',
  max_wal_size: '512MB',
  track_io_timing: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': 1000,
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Starts, stops and crashes. Statement errors belong to the application's log, and their details hold people's data.
  log_min_messages: 'log',
  log_checkpoints: 'off',
}

/** A database that is thrown away need not survive a power cut. */
const disposableSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** The text of `banggiao.conf`. */
export function writeSettings(disposable: boolean): string {
  const all: Record<string, string | number> = disposable ? { ...settings, ...disposableSettings } : settings
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'`)
  return `# Written at every start; change a setting with ALTER SYSTEM.\n${lines.join('\n')}\n`
}
