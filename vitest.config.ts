import { defineConfig } from 'vitest/config';

// The limits only end what hangs: a slow machine is no failure.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000 } });
