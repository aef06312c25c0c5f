// Unit tests and server tests over streams, in three projects: tests that start processes are slower, and tests of run time
// come last, without other tests next to them. What needs a real VS Code is under test/vscode and has its own runner.
import { defineConfig } from 'vitest/config';

const PROCESSES = 'test/**/*.process.test.ts';
const TIME = 'test/**/*.time.test.ts';
const VSCODE = 'test/vscode/**';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [PROCESSES, TIME, VSCODE] } },
      { extends: true, test: { name: 'processes', include: [PROCESSES] } },
      { extends: true, test: { name: 'time', include: [TIME], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
