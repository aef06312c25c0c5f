// The step `script` of verifying a run of a spec: which script decides, and what compiling again shows.
import { describe, expect, test } from 'vitest';
import { hashOf, SPEC, SPEC_WITH_PARAMS } from '../../repro/reproduce/world';
import { GENERATOR, manifestText, scriptText, stepOf, verified } from './verifyWorld';

const OLDER = SPEC.replace('epochs = 2', 'epochs = 3');
const short = (text: string): string => hashOf(text).slice(0, 12);

describe('script', () => {
  const script = (files: Record<string, string>) => stepOf('script', { files });
  const NAME = '/w/train_spec.py';

  test('of the built-in compiler is compiled again; where its spec and data were does not matter', async () => {
    expect(await script({ [NAME]: scriptText() })).toBe(
      `confirmed: train_spec.py was compiled from this version of the spec (${short(SPEC)}), and compiling it again gives the same code. The path of its data (CSV_PATH) was not compared.`,
    );
    expect(await script({ [NAME]: scriptText().replaceAll('\n', '\r\n') })).toContain('confirmed: ');
  });

  test.each([
    ['EPOCHS = 2', 'EPOCHS = 3'],
    ['CSV_PATH = "/other/data/houses.csv"', 'CSV_PATH = "/other/data/houses.csv"; EPOCHS = 3'],
    ['Spec:         spec.kyn', 'Spec:         spec.kyn"""; import evil; """'],
    ['Spec:         spec.kyn', 'Spec:         spec.kyn\\'],
  ])('in which %s was changed to %s is contradicted', async (before, after) => {
    expect(scriptText()).toContain(before);
    expect(await script({ [NAME]: scriptText().replace(before, after) })).toContain(
      'but its code is not what the spec compiles to',
    );
  });

  test('with the values of the run is compiled with them', async () => {
    const files = {
      '/w/spec.kyn': SPEC_WITH_PARAMS,
      '/w/run_manifest.json': manifestText({ params: { lr: '0.50' } }, SPEC_WITH_PARAMS),
    };
    const withValue = (text: string) => ({ ...files, [NAME]: scriptText(SPEC_WITH_PARAMS, [['lr', text]]) });
    expect(await script(withValue('0.50'))).toContain('confirmed: ');
    expect(await script(withValue('0.25'))).toContain('contradicted: ');
  });

  test('of another version is contradicted', async () => {
    expect(await script({ [NAME]: scriptText(OLDER) })).toContain(
      `contradicted: train_spec.py was compiled from another version of the spec (script: ${short(OLDER)}, run: ${short(SPEC)}).`,
    );
  });

  test('is decided also by scripts that would come first if they existed', async () => {
    const [run] = await verified({ files: { '/w/other.py': scriptText() } });
    expect(run?.used).toEqual(expect.arrayContaining(['/w/other.py', '/w/train.py', NAME]));
  });

  test('of another version under another name refutes nothing', async () => {
    expect(await script({ '/w/other.py': scriptText(OLDER) })).toContain('unknown: No generated script of this run');
  });

  test('with other code under another name refutes nothing', async () => {
    const changed = scriptText().replace('EPOCHS = 2', 'EPOCHS = 3');
    expect(await script({ '/w/other.py': changed })).toContain('unknown: other.py was compiled from this version');
    expect(await script({ '/w/other.py': changed, [NAME]: scriptText() })).toContain('confirmed: ');
  });

  test.each([
    ['/w/train.py', 'contradicted: train.py'],
    [NAME, 'contradicted: train_spec.py'],
  ])('that was changed in %s is not confirmed by a new compilation next to it', async (path, text) => {
    const changed = scriptText().replace('EPOCHS = 2', 'EPOCHS = 3');
    expect(await script({ [path]: changed, '/w/aa.py': scriptText() })).toContain(text);
    expect(await script({ [path]: scriptText(OLDER), '/w/aa.py': scriptText() })).toContain(text);
  });

  test('of which the name is expected, but which is not a generated one, is not confirmed by another one', async () => {
    expect(await script({ '/w/train.py': 'print(1)\n', '/w/aa.py': scriptText() })).toBe(
      'unknown: train.py has the name of the script of this run, but it cannot be read as a generated script.',
    );
  });

  test('is read also where many others come before it', async () => {
    const others = Object.fromEntries(Array.from({ length: 210 }, (_, i) => [`/w/aa${i}.py`, scriptText()] as const));
    expect(await script({ ...others, [NAME]: scriptText(OLDER) })).toContain('contradicted: train_spec.py');
  });

  test('is unknown where two have an expected name and only one is as compiled', async () => {
    const text = await script({ '/w/train.py': scriptText(OLDER), [NAME]: scriptText() });
    expect(text).toContain('unknown: It is not known which script trained the run. train.py was compiled from another');
    expect(text).toContain('train_spec.py was compiled from this version');
    expect(await script({ '/w/train.py': scriptText(), [NAME]: scriptText() })).toContain('confirmed: ');
  });

  test('of a kept text without a path has no expected name', async () => {
    const files = { '/w/spec.kyn': OLDER, [`/w/.kynml/specs/${hashOf(SPEC)}`]: SPEC, [NAME]: scriptText(OLDER) };
    expect(await script(files)).toContain('unknown: No generated script of this run');
  });

  test('with other code is unknown where the run did not record its imports', async () => {
    const net = 'model Net:\n    input 1\n    dense 1 linear\n';
    const spec = `import "net.kyn"\n\n${SPEC.replace(/model Net:\n.*\n.*\n\n/, '')}`;
    const changed = scriptText().replace('EPOCHS = 2', 'EPOCHS = 3').replace(hashOf(SPEC), hashOf(spec));
    const files = {
      '/w/spec.kyn': spec,
      '/w/net.kyn': net,
      '/w/run_manifest.json': manifestText({}, spec),
      [NAME]: changed,
    };
    expect(await script(files)).toContain('unknown: ');
    expect(await script(files)).toContain('The run did not record the content of its imports (net.kyn)');
  });

  test('that is not there is unknown', async () => {
    expect(await script({})).toBe('unknown: No generated script of this run is next to it.');
  });

  test('of the official compiler with the CONFIG_HASH of the run is unknown, because its code is not compared', async () => {
    const official = {
      '/w/run_manifest.json': manifestText({ kynml_version: '0.9.0' }),
      '/w/out.py': `CONFIG_HASH = "${hashOf(SPEC)}"\n`,
    };
    expect(await script(official)).toContain('unknown: out.py was compiled from this version');
    expect(await script(official)).toContain('Its code was not compared');
  });

  test('of another compiler than the run is contradicted', async () => {
    expect(await script({ [NAME]: `CONFIG_HASH = "${hashOf(SPEC)}"\n` })).toContain(
      `contradicted: train_spec.py was compiled from this version of the spec (${short(SPEC)}), but by another compiler, and the run records ${GENERATOR}.`,
    );
  });

  test('of another version of the built-in compiler cannot be compared', async () => {
    const files = {
      '/w/run_manifest.json': manifestText({ kynml_version: 'kyn 0.0.1' }),
      [NAME]: scriptText().replaceAll(GENERATOR, 'kyn 0.0.1'),
    };
    expect(await script(files)).toContain('unknown: ');
    expect(await script(files)).toContain('so its code was not compared');
  });

  test('of a spec that cannot be found cannot be compared', async () => {
    expect(await script({ [NAME]: scriptText(), '/w/spec.kyn': OLDER })).toContain('unknown: ');
  });
});
