// Unit tests and server tests over streams, in two projects: tests that start processes are slower. What needs a real VS Code is under test/vscode and
// has its own runner.
import { defineConfig } from 'vitest/config';

const PROCESSES = 'test/**/*.process.test.ts';
const VSCODE = 'test/vscode/**';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [PROCESSES, VSCODE] } },
      { extends: true, test: { name: 'processes', include: [PROCESSES] } },
    ],
  },
});
