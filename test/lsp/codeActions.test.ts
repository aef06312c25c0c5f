// Code actions: refactorings, and all safe fixes at once.

import { describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { houseSpec } from '../specFixture';
import { startClient } from './client';

const SPEC = houseSpec.replace('dense 1 linear', 'dense 64 relu').replace('    seed = 1\n', '');

async function ask(
  text: string,
  at: string,
  only?: string[],
): Promise<{ actions: CodeAction[]; apply: (title: string) => string }> {
  const client = await startClient({ 'net.kyn': text }, { options: { commands: true } });
  await client.open('net.kyn', text);
  const before = text.slice(0, text.indexOf(at)).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: client.uri('net.kyn') },
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only && { only }) },
  });
  const apply = (title: string): string => {
    const edits = actions.find(a => a.title === title)?.edit?.changes?.[client.uri('net.kyn')] ?? [];
    const starts = [0, ...[...text.matchAll(/\n/g)].map(m => m.index + 1)];
    const offset = (p: { line: number; character: number }) => (starts[p.line] ?? text.length) + p.character;
    return [...edits]
      .sort((a, b) => offset(b.range.start) - offset(a.range.start))
      .reduce((t, e) => t.slice(0, offset(e.range.start)) + e.newText + t.slice(offset(e.range.end)), text);
  };
  return { actions, apply };
}

describe('refactorings', () => {
  it('a value is extracted to a param with an unused name', async () => {
    const { apply } = await ask(SPEC, '64 relu');
    expect(apply('Extract to param `hidden`')).toBe(
      SPEC.replace('lr = 0.01\n', 'lr = 0.01\n    hidden = 64\n').replace('dense 64', 'dense $hidden'),
    );
    const taken = SPEC.replace('$lr', '0.5');
    expect((await ask(taken, '0.5')).actions.map(a => a.title)).toContain('Extract to param `lr_2`');
  });

  it('a params block is created when it is missing', async () => {
    const text = '# head\ntrain:\n    epochs = 3\n';
    expect((await ask(text, '3\n')).apply('Extract to param `epochs`')).toBe(
      '# head\nparams:\n    epochs = 3\n\ntrain:\n    epochs = $epochs\n',
    );
  });

  it('a param is inlined, or becomes a sweep axis', async () => {
    expect((await ask(SPEC, '$lr')).apply('Replace with its value `0.01`')).toBe(SPEC.replace('$lr', '0.01'));
    const swept = `${SPEC}\nsweep:\n    lr = [0.01, 0.1]\n`;
    expect((await ask(swept, '$lr')).actions.map(a => a.title)).not.toContain('Replace with its value `0.01`');
    const axis = (await ask(SPEC, 'lr = 0.01')).apply('Make `lr` a sweep axis');
    expect(axis).toBe(SPEC.replace('lr = 0.01\n', 'lr = 0.01\n\nsweep:\n    lr = [0.01]\n'));
  });

  it('a fix and all safe fixes leave out the secret of the line that they change', async () => {
    const text = `params:\n    api_key = 'hunter2x'\n`;
    const quick = await ask(text, "'hunter2x");
    const all = await ask(text, 'params', ['source.fixAll']);
    for (const { actions, apply } of [quick, all]) {
      const [action] = actions.filter(a => /double quotes|Fix all/.test(a.title));
      const edits = Object.values(action?.edit?.changes ?? {}).flat();
      expect(edits.map(e => e.newText)).toEqual(['"', '"']);
      expect(apply(action?.title ?? '')).toBe(text.replaceAll("'", '"'));
    }
  });

  it('a value that is a secret is not copied to another place', async () => {
    const titles = async (text: string, at: string): Promise<string[]> =>
      (await ask(text, at)).actions.map(a => a.title);
    const text = `params:\n    api_key = "hunter2x"\n    lr = 0.1\ntrain:\n    seed = $api_key\n    epochs = $lr\n`;
    expect((await titles(text, 'api_key =')).join()).not.toContain('sweep axis');
    expect((await titles(text, '$api_key')).join()).not.toContain('Replace with its value');
    expect((await titles(text, '$lr')).join()).toContain('Replace with its value `0.1`');
    expect((await titles(text.replace('$lr', '"password=hunter2x"'), '"password')).join()).not.toContain('Extract');
  });

  it('names of blocks cannot be extracted', async () => {
    expect((await ask(SPEC, 'Net\n    data')).actions.map(a => a.title)).toEqual(['Add `seed = 42`']);
  });

  it('keys are sorted canonically by whole lines with their comments', async () => {
    const text =
      'train:  # head\r\n    epochs=3   # three\r\n\r\n    # which\r\n# really\r\n    model =  Net\r\n    seed = 1\r\n    # end\r\n\r\n# next\r\nevaluate:\r\n';
    expect((await ask(text, 'epochs')).apply('Sort keys in canonical order')).toBe(
      'train:  # head\r\n\r\n    # which\r\n# really\r\n    model =  Net\r\n    epochs=3   # three\r\n    seed = 1\r\n    # end\r\n\r\n# next\r\nevaluate:\r\n',
    );
    const open = 'train:\n    seed = 1\n    model = Net';
    expect((await ask(open, 'seed')).apply('Sort keys in canonical order')).toBe(
      'train:\n    model = Net\n    seed = 1',
    );
  });

  it('sorting is not offered for sorted keys, params and syntax errors', async () => {
    const titles = async (text: string, at: string) => (await ask(text, at)).actions.map(a => a.title);
    expect(await titles(SPEC, 'loss')).not.toContain('Sort keys in canonical order');
    expect(await titles('params:\n    b = 1\n    a = 1\n', 'b =')).not.toContain('Sort keys in canonical order');
    expect(await titles('train:\n    seed = 1\n    model Net\n', 'seed')).not.toContain('Sort keys in canonical order');
    expect(await titles(`train:\n    seed = 1\n    model = N\n\nimport "x"\n`, 'x"')).not.toContain(
      'Sort keys in canonical order',
    );
  });

  it('a seed is added at its canonical place from anywhere in the block, and is offered once', async () => {
    const text = `${SPEC}    deterministic = false\n\n# below\nevaluate:\n`;
    const withSeed = text.replace('    epochs = 3\n', '    epochs = 3\n    seed = 42\n');
    expect((await ask(text, 'Houses\n    loss')).apply('Add `seed = 42`')).toBe(withSeed);
    const { actions } = await ask(text, 'train:');
    expect(actions.filter(a => a.title === 'Add `seed = 42`')).toHaveLength(1);
    expect((await ask(withSeed, 'epochs')).actions.map(a => a.title)).not.toContain('Add `seed = 42`');
    expect((await ask('train:  # why\n', 'train')).apply('Add `seed = 42`')).toBe('train:  # why\n    seed = 42\n');
  });
});

describe('source.fixAll.kynml', () => {
  const wrong = "train\n\tdata = 'D'\n    deterministic = True\n    epochs = 1e1\n";

  it('applies only the safe fixes', async () => {
    const { apply } = await ask(wrong, 'train', ['source.fixAll']);
    expect(apply('Fix all safely fixable problems')).toBe(
      'train:\n    data = "D"\n    deterministic = true\n    epochs = 10\n',
    );
  });

  it('is returned only on request', async () => {
    expect((await ask(wrong, 'train')).actions.map(a => a.kind)).not.toContain('source.fixAll.kynml');
  });
});
