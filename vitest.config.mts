// Unit tests and server tests over streams; what needs a real VS Code is under test/vscode and has its own runner.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**'],
    testTimeout: 30_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
  },
});
