// A run that the official tool made is trained again by it, where that is possible without a change of other files.
import { describe, expect, test } from 'vitest';
import { importsOf } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { officialTraining } from '../../../src-shared/repro/reproduce/officialTraining';
import { ENV, hashOf, manifestOf, reproduced, reproducedWith, SPEC, SPEC_WITH_PARAMS } from './world';

const NAME = '/usr/bin/kynml';
const OFFICIAL = { kynml_version: '0.4.1' };
const official = (now: Record<string, unknown> = {}, recorded: Record<string, unknown> = {}) =>
  reproducedWith({ ...OFFICIAL, ...recorded }, { ...OFFICIAL, ...now }, { official: NAME });

describe('a run of the official tool', () => {
  test('is reproduced exactly by the same version of the tool, which the steps name', async () => {
    const result = await official();
    expect([result.verdict, result.reasons, result.wanted]).toEqual(['reproduced-exactly', [], ['official']]);
    expect(result.steps.map(s => s.state)).toEqual(Array(7).fill('confirmed'));
    expect(result.step('manifest')?.detail).toBe('The record is complete. Its script was made by 0.4.1.');
    expect(result.step('environment')?.detail).toBe(
      '/usr/bin/kynml trained, which is the recorded tool (`kynml_version` is 0.4.1). The interpreter has the recorded versions.',
    );
    expect(result.step('run')?.detail).toBe('/usr/bin/kynml trained the spec in a temporary folder.');
  });

  test('by another version of the tool: the environment differs, and this may be why metrics differ', async () => {
    const same = await official({ kynml_version: '0.5.0' });
    expect([same.verdict, same.step('environment')?.state]).toEqual(['reproduced-exactly', 'contradicted']);
    expect(same.step('environment')?.detail).toContain(
      '/usr/bin/kynml trained, whose `kynml_version` is 0.5.0; the run records 0.4.1.',
    );
    const other = await official({ kynml_version: '0.5.0', metrics: { mae: 1, rmse: 1 } });
    expect(other.reasons).toContain('The run was compiled by 0.4.1, the new one by 0.5.0, whose script may differ.');
  });

  test('with other versions of the packages: those of the new manifest are compared', async () => {
    const { environment, step } = await official({ env: { ...ENV, torch: '2.4.0' } });
    expect(step('environment')?.state).toBe('contradicted');
    expect(environment.map(e => e.path)).toEqual(['env.torch']);
  });

  test('where the tool is not installed: the built-in compiler trains, which is never confirmed', async () => {
    const result = await reproducedWith(OFFICIAL, {});
    expect([result.verdict, result.wanted]).toEqual(['consistent', ['official']]);
    expect(result.scripts[0]).toContain('CONFIG_HASH');
    expect(result.step('environment')).toEqual({
      name: 'environment',
      state: 'unknown',
      detail:
        'The official tool trained the run (`kynml_version` is 0.4.1). It was not found. The built-in compiler may make another script. The interpreter has the recorded versions.',
    });
    expect(result.reasons).toEqual([
      'Another tool trained the run (`kynml_version` is 0.4.1) than the new one (kyn 1.2.3), and their scripts may compute different things.',
    ]);
  });

  test('by a tool that says it is kyn: the verdict is at most consistent', async () => {
    expect((await official({ kynml_version: 'kyn 1.2.3' })).verdict).toBe('consistent');
  });

  test('whose training fails: its versions are not known', async () => {
    const failed = { ok: false, message: 'The training failed (exit code 1).' } as const;
    const manifest = JSON.stringify(manifestOf(SPEC, OFFICIAL));
    const result = await reproduced({ manifest, official: NAME, train: () => failed });
    expect([result.verdict, result.reasons]).toEqual(['cannot-be-judged', [failed.message]]);
    expect([result.step('environment')?.state, result.step('run')?.state]).toEqual(['unknown', 'unknown']);
  });
});

test('a run of the built-in compiler is trained by it, also where the official tool is installed', async () => {
  const { verdict, wanted } = await reproducedWith({}, {}, { official: NAME });
  expect([verdict, wanted]).toEqual(['reproduced-exactly', ['builtin']]);
});

test('a run that does not record its tool is trained by the built-in compiler', async () => {
  const { wanted, step } = await reproducedWith({ kynml_version: undefined }, {}, { official: NAME });
  expect([wanted, step('manifest')?.state]).toEqual([['builtin'], 'unknown']);
});

describe('what the official tool trains', () => {
  const trainingOf = async (spec: string, files: Record<string, string> = {}, more: Record<string, unknown> = {}) => {
    const manifest = JSON.stringify(manifestOf(spec, { ...OFFICIAL, ...more }));
    const run = await reproduced({ manifest, official: NAME, files: { '/w/spec.kyn': spec, ...files } });
    const [training] = run.trainings;
    const { files: texts, ...job } = training?.kind === 'official' ? training.training : { files: new Map() };
    return { ...job, files: Object.fromEntries(texts), environment: run.step('environment')?.detail };
  };

  test('is the spec with its data where the spec names it, and the values of params', async () => {
    const { environment: _, ...job } = await trainingOf(SPEC_WITH_PARAMS, {}, { params: { lr: '0.05' } });
    expect(job).toEqual({
      files: { 'spec/spec.kyn': SPEC_WITH_PARAMS },
      spec: 'spec/spec.kyn',
      cwd: 'run',
      data: { from: '/w/data/houses.csv', to: 'run/data/houses.csv' },
      overrides: [['lr', '0.05']],
    });
  });

  test('has imports at their places, and data above the working folder', async () => {
    const model = 'model Net:\n    input 1\n    dense 1 linear\n';
    const spec = `import "../lib/net.kyn"\n${SPEC.replace(model, '').replace('data/houses', '../../data/houses')}`;
    const { files, data, cwd } = await trainingOf(spec, {
      '/w/spec.kyn': '',
      '/w/a/b/spec.kyn': spec,
      '/w/a/lib/net.kyn': model,
    });
    expect(files).toEqual({ 'spec/in/spec.kyn': spec, 'spec/lib/net.kyn': model });
    expect([cwd, data?.to]).toEqual(['run/in/in', 'run/data/houses.csv']);
  });

  test('has a spec next to an import with the usual name of a spec', async () => {
    const model = 'model Net:\n    input 1\n    dense 1 linear\n';
    const text = `import "spec.kyn"\n${SPEC.replace(model, '')}`;
    const { files, spec } = await trainingOf(text, { '/w/spec.kyn': model, '/w/main.kyn': text });
    expect([files, spec]).toEqual([{ 'spec/main.kyn': text, 'spec/spec.kyn': model }, 'spec/main.kyn']);
  });

  test('names data with an absolute path itself', async () => {
    const { data, cwd } = await trainingOf(SPEC.replace('data/houses.csv', '/w/data/houses.csv'));
    expect([data, cwd]).toEqual([undefined, 'run']);
  });

  test.each([
    ['an export to an absolute path', `${SPEC}export:\n    format = torch\n    path = "/w/model.pt"\n`],
    ['an export out of the folder', `${SPEC}export:\n    format = torch\n    path = "models/../../model.pt"\n`],
    ['an export to the home folder', `${SPEC}export:\n    format = torch\n    path = "~/model.pt"\n`],
    ['a checkpoint', SPEC.replace('epochs = 2', 'epochs = 2\n    checkpoint = checkpoint(path="../m.pt", every=1)')],
    ['an export to a folder of the environment', `${SPEC}export:\n    format = torch\n    path = "$HOME/model.pt"\n`],
    ['an export to an address', `${SPEC}export:\n    format = torch\n    path = "file:///w/model.pt"\n`],
    ['a key of a dataset', SPEC.replace('    source', '    cache = "../cache"\n    source')],
    ['a param', `params:\n    out = "C:/m.pt"\n\n${SPEC}export:\n    format = torch\n    path = $out\n`],
  ])('is nothing where it might change other files: %s', async (_, spec) => {
    const { files, environment } = await trainingOf(spec);
    expect(files).toEqual({});
    expect(environment).toContain(
      'The official tool is not used, because a path in it may lead to files outside of that folder.',
    );
  });

  test.each([
    [
      'the data is another file than the absolute path leads to',
      SPEC.replace('data/houses', '/w/data/houses'),
      'by an absolute path',
    ],
    ['an import has an absolute path', `import "/w/net.kyn"\n${SPEC}`, 'an import has an absolute path'],
    [
      'a part of the spec cannot be read',
      SPEC.replace('epochs = 2', 'epochs = 2\n    out = ../m.pt'),
      'cannot be read',
    ],
    ['a block is not known', `${SPEC}log:\n    file = "../log.txt"\n`, 'cannot be read'],
    ['its data may be a module of Python', SPEC.replace('data/houses.csv', 'torch.py'), 'as a module'],
    [
      'its data may be a module of Python in another form',
      SPEC.replace('data/houses.csv', 'torch.PY/.'),
      'as a module',
    ],
    [
      'its data may be a module of Python on Windows',
      SPEC.replace('data/houses.csv', 'torch.py::$DATA'),
      'as a module',
    ],
    ['an import leaves the folder and comes back', `import "../../w/net.kyn"\n${SPEC}`, 'an import may lead to files'],
  ])('is nothing where %s', (_, text, reason) => {
    const files = importsOf(parse(text)).map(via => ({ id: '/w/net.kyn', label: 'net.kyn', tree: parse(''), via }));
    const spec = { path: '/w/spec.kyn', text, tree: parse(text), composition: { files, problems: [] } };
    const written = /csv\("(.*)"\)/.exec(text)?.[1] ?? '';
    const version = { spec, values: new Map(), csv: '/tmp/saved.csv', written };
    expect(officialTraining({ realPath: path => path }, version)).toContain(reason);
  });

  test('is nothing where two files would have one path', () => {
    const [text, other] = ['import "../in/spec.kyn"\n', 'train:\n'];
    const [via] = importsOf(parse(text));
    if (!via) expect.fail('no import');
    const files = [{ id: '/w/in/spec.kyn', label: 'spec.kyn', tree: parse(other), via }];
    const spec = { path: '/w/a/spec.kyn', text, tree: parse(text), composition: { files, problems: [] } };
    const version = { spec, values: new Map(), csv: '/w/a.csv', written: 'a.csv' };
    expect(officialTraining({ realPath: path => path }, version)).toContain('would have the same path');
  });

  test('is nothing without data, and then nothing is trained', async () => {
    const manifest = JSON.stringify(manifestOf(SPEC, OFFICIAL));
    const { trainings, step } = await reproduced({
      manifest,
      official: NAME,
      files: { '/w/data/houses.csv': { brokenLink: '/x' } },
    });
    expect([trainings, step('environment')?.detail]).toEqual([
      [],
      expect.stringContaining('There is no data that it could read.'),
    ]);
  });
});

test('the hash of a spec with a byte order mark is that of the text that is trained', async () => {
  const spec = `\ufeff${SPEC}`;
  const manifest = JSON.stringify(manifestOf(spec, { ...OFFICIAL, config_hash: hashOf(spec) }));
  const { trainings } = await reproduced({ manifest, official: NAME, files: { '/w/spec.kyn': spec } });
  const [training] = trainings;
  expect(training?.kind === 'official' && training.training.files.get('spec/spec.kyn')).toBe(spec);
});
