import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `gallery.html` is served in development only: it is not an input of the build.
export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: Number(process.env.WEB_PORT ?? 5170),
    strictPort: true,
    proxy: { '/api': process.env.API_URL ?? 'http://127.0.0.1:3000' },
  },
  build: {
    target: 'es2022',
    manifest: true,
    // The policy says font-src 'self' and script-src 'self': nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
