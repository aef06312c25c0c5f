// The arguments of a training task, for any path and value.
import { describe, expect, it } from 'vitest';
import {
  type KynOptions,
  kynArguments,
  readDefinition,
  trainArguments,
} from '../../../client/src/tasks/trainCommandLine';

const folder = `/projects/a b's $HOME "q"`;

describe('trainArguments', () => {
  it('makes the spec absolute, so that its name is never an option', () => {
    expect(trainArguments({ type: 'kynml', spec: '-x.kyn' }, folder)).toEqual(['train', `${folder}/-x.kyn`]);
  });

  it('expands the workspace folder, including a folder with $', () => {
    const spec = '${workspaceFolder}/s.kyn';
    expect(trainArguments({ type: 'kynml', spec }, "/w/$& $' $1")).toEqual(['train', "/w/$& $' $1/s.kyn"]);
  });

  it('leaves other variables of tasks.json to VS Code', () => {
    expect(trainArguments({ type: 'kynml', spec: '${file}' }, folder)).toEqual(['train', '${file}']);
  });

  it('passes each parameter as two arguments', () => {
    const params = { lr: '0.01', name: 'a b; rm -rf "$HOME"', hidden: 64, fast: true };
    expect(trainArguments({ type: 'kynml', spec: '/s.kyn', params }, folder).slice(2)).toEqual([
      '--param',
      'lr=0.01',
      '--param',
      'name=a b; rm -rf "$HOME"',
      '--param',
      'hidden=64',
      '--param',
      'fast=true',
    ]);
  });
});

describe('readDefinition', () => {
  it.each([
    {},
    { type: 'kynml' },
    { type: 'kynml', spec: '  ' },
    { type: 'kynml', spec: 3 },
    { type: 'shell', spec: 'x.kyn' },
  ])('refuses %j', raw => expect(readDefinition(raw)).toBeUndefined());

  it('ignores values that are not scalars', () => {
    const raw = { type: 'kynml', spec: 'x.kyn', params: { lr: 0.1, list: [1], none: null } };
    expect(readDefinition(raw)).toEqual({ type: 'kynml', spec: 'x.kyn', params: { lr: 0.1 } });
    expect(readDefinition({ ...raw, params: ['lr=1'] })).toEqual({ type: 'kynml', spec: 'x.kyn' });
  });
});

describe('kynArguments', () => {
  const of = (spec: string, options: Partial<KynOptions> = {}, params?: Record<string, number>) =>
    kynArguments('train', { type: 'kynml', spec, ...(params && { params }) }, folder, {
      compiler: 'builtin',
      ...options,
    });

  it('names the spec from the working folder, because the script contains the name', () => {
    expect(of('sub/x y.kyn')).toEqual(['train', 'sub/x y.kyn', '--compiler', 'builtin']);
    expect(of('-x.kyn')[1]).toBe('./-x.kyn');
    expect(of('/elsewhere/x.kyn')[1]).toBe('/elsewhere/x.kyn');
    expect(of('${file}')[1]).toBe('${file}');
  });

  it('passes options and parameters as separate arguments', () => {
    const options = { python: "/it's $HOME/python", out: '/o ut', resume: true, withoutHistory: true };
    expect(of('x.kyn', options, { lr: 0.1 }).slice(4)).toEqual([
      ...['--python', "/it's $HOME/python"],
      ...['--out', '/o ut'],
      ...['--resume', '--no-history'],
      ...['--param', 'lr=0.1'],
    ]);
  });
});
