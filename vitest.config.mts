// Unit tests and server tests over streams, in four projects. Tests that start processes and tests of pages, which need a
// DOM, are slower. Tests of run time come last, without other tests next to them. What needs a real VS Code is under test/vscode and
// has its own runner.
import { defineConfig } from 'vitest/config';

const PAGES = 'test/client/webviews/*.test.ts';
const PROCESSES = 'test/**/*.process.test.ts';
const TIME = 'test/**/*.time.test.ts';
const VSCODE = 'test/vscode/**';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    globalSetup: 'test/nothingLeft.ts',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [PAGES, PROCESSES, TIME, VSCODE] },
      },
      { extends: true, test: { name: 'pages', include: [PAGES], exclude: [TIME], environment: 'happy-dom' } },
      { extends: true, test: { name: 'processes', include: [PROCESSES] } },
      { extends: true, test: { name: 'time', include: [TIME], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
