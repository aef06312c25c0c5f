// The code of each finding is a link, in the reports of documents and of the workspace.
import { expect, it, vi } from 'vitest';
import { findingLinks } from '../../../client/src/server/findingLinks';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', () => ({ Uri: { from: ({ scheme, path }: Record<string, string>) => `${scheme}:${path}` } }));

const finding = () => ({ code: 'unknown-key' });
const LINKED = { code: { value: 'unknown-key', target: 'kynml-finding:/unknown-key.md' } };
// The library passes much more, which is only handed on.
const { provideDiagnostics, provideWorkspaceDiagnostics } = findingLinks as Record<
  string,
  (...args: unknown[]) => unknown
>;

it.each([
  [
    { kind: 'full', items: [finding(), finding()] },
    { kind: 'full', items: [LINKED, LINKED] },
  ],
  [
    { kind: 'unChanged', resultId: '1' },
    { kind: 'unChanged', resultId: '1' },
  ],
  [null, null],
  // A message of the official compiler.
  [
    { kind: 'full', items: [{ source: 'kynml validate' }, finding()] },
    { kind: 'full', items: [{ source: 'kynml validate' }, LINKED] },
  ],
])('in the report of a document: %j', async (report, linked) => {
  expect(await provideDiagnostics?.('document', undefined, 'token', async () => report)).toEqual(linked);
});

it('in each part of the report of a workspace', () => {
  const chunk = {
    items: [
      { kind: 'full', items: [finding()] },
      { kind: 'unChanged', resultId: '1' },
    ],
  };
  const reported: unknown[] = [];
  const next = (_ids: unknown, _token: unknown, report: (part: unknown) => void) => {
    report(chunk);
    report(null);
    return 'result';
  };
  const report = (part: unknown) => reported.push(part);
  expect(provideWorkspaceDiagnostics?.([], 'token', report, next)).toBe('result');
  expect(reported).toEqual([
    {
      items: [
        { kind: 'full', items: [LINKED] },
        { kind: 'unChanged', resultId: '1' },
      ],
    },
    null,
  ]);
});
