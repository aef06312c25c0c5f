// Code actions beside the quick fixes: all safe fixes at once, and refactorings.

import { describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { startClient } from './client';

const SPEC = `params:
    lr = 0.01

dataset D:
    source = csv("d.csv")
    target = "y"

model Net:
    input 4
    dense 64 relu

train:
    model = Net
    data = D
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 3
`;

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
  it('a value becomes a param, under a free name', async () => {
    const { apply } = await ask(SPEC, '64 relu');
    expect(apply('Extract to param hidden')).toBe(
      SPEC.replace('lr = 0.01\n', 'lr = 0.01\n    hidden = 64\n').replace('dense 64', 'dense $hidden'),
    );
    const taken = SPEC.replace('$lr', '0.5');
    expect((await ask(taken, '0.5')).actions.map(a => a.title)).toContain('Extract to param lr_2');
  });

  it('a params block is made where there is none', async () => {
    const text = '# head\ntrain:\n    epochs = 3\n';
    expect((await ask(text, '3\n')).apply('Extract to param epochs')).toBe(
      '# head\nparams:\n    epochs = 3\n\ntrain:\n    epochs = $epochs\n',
    );
  });

  it('a param becomes its value, and a sweep axis', async () => {
    expect((await ask(SPEC, '$lr')).apply('Replace by its value 0.01')).toBe(SPEC.replace('$lr', '0.01'));
    const axis = (await ask(SPEC, 'lr = 0.01')).apply('Make lr a sweep axis');
    expect(axis).toBe(SPEC.replace('lr = 0.01\n', 'lr = 0.01\n\nsweep:\n    lr = [0.01]\n'));
  });

  it('names of blocks are no values', async () => {
    expect((await ask(SPEC, 'Net\n    data')).actions).toEqual([]);
  });
});

describe('source.fixAll.kynml', () => {
  const wrong = "train\n\tdata = 'D'\n    deterministic = True\n    epochs = 1e1\n";

  it('applies the safe fixes, and no others', async () => {
    const { apply } = await ask(wrong, 'train', ['source.fixAll']);
    expect(apply('Fix all that can be fixed safely')).toBe(
      'train:\n    data = "D"\n    deterministic = true\n    epochs = 10\n',
    );
  });

  it('is given only to who asks', async () => {
    expect((await ask(wrong, 'train')).actions.map(a => a.kind)).not.toContain('source.fixAll.kynml');
  });
});
