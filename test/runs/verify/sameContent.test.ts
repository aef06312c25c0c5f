// A run that is repeated may write the same bytes, so a manifest may have several records.
import { describe, expect, test } from 'vitest';
import { hashOf, SPEC } from '../../repro/reproduce/world';
import { manifestText, recordText, stepOf } from './verifyWorld';

describe('of several runs that wrote the same content', () => {
  const spec = `import "net.kyn"\n\n${SPEC.replace(/model Net:\n.*\n.*\n\n/, '')}`;
  const net = 'model Net:\n    input 1\n    dense 1 linear\n';
  const text = manifestText({}, spec);
  const importing = (imported: string, folder: string): string =>
    recordText(text, spec, { folder, imports: [{ config_hash: hashOf(imported), path: 'net.kyn' }] });
  const files = {
    '/w/spec.kyn': spec,
    '/w/net.kyn': net,
    '/w/.kynml/records/1.json': importing(`${net}# older\n`, 'first'),
    '/w/.kynml/records/2.json': importing(net, 'second'),
  };
  const stepIn = (name: 'config_hash' | 'manifest', folder: string, more = {}) => {
    const path = `/w/${folder}/run_manifest.json`;
    return stepOf(name, { files: { ...files, [path]: text, ...more } }, path);
  };

  test('the one in the folder of the file counts', async () => {
    expect(await stepIn('config_hash', 'second')).toContain('confirmed: ');
    expect(await stepIn('config_hash', 'first')).toContain('unknown: ');
    expect(await stepIn('config_hash', 'first')).toContain('It imports net.kyn, whose content in this run is neither');
  });

  test('none counts for a file that was moved, unless all had the same inputs', async () => {
    expect(await stepIn('config_hash', 'moved')).toContain('CONFIG_HASH does not cover its imports (net.kyn)');
    expect(await stepIn('manifest', 'moved')).toContain('Its content is what 2 runs with different inputs wrote');
    const same = { '/w/.kynml/records/1.json': importing(net, 'first') };
    expect(await stepIn('config_hash', 'moved', same)).toContain('confirmed: ');
    expect(await stepIn('manifest', 'moved', same)).toContain('Its content is what the run wrote');
  });
});
