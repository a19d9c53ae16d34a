import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/dashboard/',
  plugins: [react()],
  build: {
    // Data URLs for scripts or fonts would break `default-src 'self'`; keep every asset a file.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Libraries change less often than pages; apart, they stay in the browser's cache over a release.
        codeSplitting: {
          groups: [
            { name: 'kit', test: /node_modules\/(@mantine|@floating-ui)\// },
            { name: 'framework', test: /node_modules\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api/admin': 'http://127.0.0.1:5001' },
  },
});
