// The messages of the official compiler as diagnostics: where they are shown, and for how long.
import { describe, expect, test, vi } from 'vitest';
import {
  aWhile,
  compilerDiagnostics,
  fails,
  gone,
  official,
  PARTS,
  pidOf,
  ran,
  runs,
  SPEC,
  startWithCompiler,
  VALID,
} from './compilerClient';

describe('a message of the compiler', () => {
  test('is shown at its line next to the findings, after a refresh of the client', async () => {
    const client = await startWithCompiler(fails('"KynMLError: " + path + ":10: Unsupported loss \'mse\'"'));
    await aWhile();
    const before = client.refreshes;
    await client.save('a.kyn', SPEC);
    const [found, ...more] = await compilerDiagnostics(client);
    expect(more).toEqual([]);
    expect(found).toEqual({
      source: 'kynml validate',
      severity: 1,
      message: "Unsupported loss 'mse'",
      range: { start: { line: 9, character: 4 }, end: { line: 9, character: 14 } },
    });
    await vi.waitFor(() => expect(client.refreshes).toBeGreaterThan(before + 1));
    expect(runs(client)[0]?.slice(0, -1)).toEqual(['validate', client.path('a.kyn')]);
  });

  test('is shown next to the same finding of the server', async () => {
    const wrong = SPEC.replace('mse', 'mse extra');
    const client = await startWithCompiler(fails('"KynMLError: " + path + ":10: same"'));
    await client.change('a.kyn', wrong);
    const own = await client.diagnostics('a.kyn');
    expect(own.map(d => d.range.start.line)).toContain(9);
    await client.save('a.kyn', wrong);
    await compilerDiagnostics(client);
    expect((await client.diagnostics('a.kyn')).filter(d => d.source === 'kynml')).toEqual(own);
  });

  test('about an import is shown at the import statement and links to the line', async () => {
    const client = await startWithCompiler(fails('"KynMLShapeError: lib/parts.kyn:3: too wide"'));
    await client.save('a.kyn', SPEC);
    expect(await compilerDiagnostics(client)).toMatchObject([
      {
        message: 'lib/parts.kyn, line 3: too wide',
        range: { start: { line: 0, character: 7 }, end: { line: 0, character: 22 } },
        relatedInformation: [
          { message: 'too wide', location: { uri: client.uri('lib/parts.kyn'), range: { start: { line: 2 } } } },
        ],
      },
    ]);
  });

  test('about an unknown file is shown at the first line', async () => {
    const client = await startWithCompiler(fails('"KynMLError: /elsewhere/b.kyn:3: wrong"'));
    await client.save('a.kyn', SPEC);
    expect(await compilerDiagnostics(client)).toMatchObject([
      { message: 'elsewhere/b.kyn, line 3: wrong', range: { start: { line: 0, character: 0 } } },
    ]);
  });

  test('at a line after the end is shown at the last line', async () => {
    const client = await startWithCompiler(fails('"KynMLError: " + path + ":9999: wrong"'));
    await client.save('a.kyn', SPEC);
    expect(await compilerDiagnostics(client)).toMatchObject([
      { range: { start: { line: SPEC.split('\n').length - 1 } } },
    ]);
  });

  test('disappears when the spec is valid', async () => {
    const client = await startWithCompiler(fails('"KynMLError: " + path + ":1: wrong"'));
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    client.write('do', VALID);
    await client.save('a.kyn', SPEC);
    await vi.waitFor(async () => expect(await official(client)).toEqual([]), { timeout: 10_000 });
    await ran(client, 2);
  });

  test('that cannot be parsed is reported as an error, whatever the exit code', async () => {
    const client = await startWithCompiler(fails('"\\u001b[31mboom\\u001b[0m"', 0));
    await client.save('a.kyn', SPEC);
    const [found] = await compilerDiagnostics(client);
    expect(found).toMatchObject({ severity: 1, range: { start: { line: 0 } } });
    expect(found?.message).toMatch(/not recognized.*exit code 0 and the output: boom$/);
  });

  test('is published to clients that cannot pull', async () => {
    const client = await startWithCompiler(fails('"KynMLError: " + path + ":10: wrong"'), { pull: false });
    await vi.waitFor(() => expect(client.published.has(client.uri('a.kyn'))).toBe(true));
    await client.save('a.kyn', SPEC);
    await vi.waitFor(
      () => expect(client.published.get(client.uri('a.kyn'))?.map(d => d.source)).toContain('kynml validate'),
      { timeout: 10_000 },
    );
  });
});

describe('messages are valid only for the validated text', () => {
  test('typing hides them, and the same text shows them again', async () => {
    const client = await startWithCompiler(fails('"KynMLError: " + path + ":10: wrong"'));
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    await client.change('a.kyn', `${SPEC}#`);
    expect(await official(client)).toEqual([]);
    await client.change('a.kyn', SPEC);
    expect(await official(client)).toHaveLength(1);
  });

  test('a change of an import hides them, in the editor or on disk', async () => {
    const client = await startWithCompiler(fails('"KynMLError: lib/parts.kyn:3: wrong"'));
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    await client.open('lib/parts.kyn', PARTS.replace('dense 1', 'dense 2'));
    expect(await official(client)).toEqual([]);
    await client.change('lib/parts.kyn', PARTS);
    expect(await official(client)).toHaveLength(1);
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('lib/parts.kyn') },
    });
    client.write('lib/parts.kyn', PARTS.replace('dense 1', 'dense 200'));
    expect(await official(client)).toEqual([]);
  });

  test('they are dropped when the file changed during the run', async () => {
    const client = await startWithCompiler(
      `fs.appendFileSync(path, '# more'); ${fails('"KynMLError: " + path + ":1: wrong"')}`,
    );
    await client.save('a.kyn', SPEC);
    await ran(client, 1);
    await gone(pidOf(client, 0));
    await aWhile();
    expect(await official(client)).toEqual([]);
    await client.change('a.kyn', `${SPEC}# more`);
    expect(await official(client)).toEqual([]);
  });
});
