import { defineConfig } from 'vitest/config';

const stores = { globalSetup: ['@switchyard/testing/global-setup'] };

/**
 * unit: no I/O. integration: one piece of ours on real stores. e2e: real services in their own processes.
 * What a test imports from another package is the built code, as in production.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{{libs,apps,tools}/*,faults,bench}/src/**/*.spec.{ts,tsx}',
            'e2e/src/properties/*.spec.ts',
          ],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{{libs,apps,tools}/*,faults,bench}/src/**/*.int-spec.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          ...stores,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/src/**/*.e2e-spec.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          ...stores,
        },
      },
    ],
  },
});
