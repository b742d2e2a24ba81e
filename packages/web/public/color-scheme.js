// Runs before the first paint, so that a dark screen does not flash white. A file of its own, because script-src 'self' allows no inline script.
;(() => {
  const kept = localStorage.getItem('mantine-color-scheme-value')
  const wanted = kept === 'light' || kept === 'dark' ? kept : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  document.documentElement.setAttribute('data-mantine-color-scheme', wanted)
})()
