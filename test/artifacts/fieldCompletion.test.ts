// The fields offered while an artifact is typed. `$0` is the cursor.
import { describe, expect, it } from 'vitest';
import { kindById } from '../../src-shared/artifacts/detect';
import { completeField } from '../../src-shared/artifacts/fieldCompletion';

function complete(marked: string, id = 'kynml-run-manifest') {
  const kind = kindById(id);
  if (!kind) throw new Error(`${id} is not a kind`);
  const offset = marked.indexOf('$0');
  return completeField({ kind, text: marked.replace('$0', ''), offset });
}

const names = (marked: string, id?: string): string[] => complete(marked, id).map(c => c.name);

describe('fields', () => {
  it('are those of the object, without the ones that it has before and after the cursor', () => {
    const found = names('{"config_hash": "a", $0, "metrics": {"seed": 1}}');
    expect(found).toEqual(expect.arrayContaining(['data_hash', 'seed']));
    expect(found).not.toEqual(expect.arrayContaining(['config_hash']));
    expect(found).not.toContain('metrics');
  });

  it('have documentation, quotes and a colon', () => {
    const item = complete('{$0}').find(c => c.name === 'data_hash');
    expect(item).toMatchObject({ insert: '"data_hash": ', replaces: { start: 1, end: 1 } });
    expect(item?.doc).toContain('SHA-256');
  });

  it('replace the key that is being typed, and keep its colon', () => {
    const item = (marked: string) => complete(marked).find(c => c.name === 'data_hash');
    expect(item('{"da$0": 1}')).toMatchObject({ replaces: { start: 1, end: 5 }, insert: '"data_hash"' });
    expect(item('{\n  "da$0\n}')).toMatchObject({ replaces: { start: 4, end: 7 }, insert: '"data_hash": ' });
  });

  it('are those of an inner object and of an element of a list', () => {
    expect(names('{"env": {"python": "3", $0}}')).toEqual(expect.arrayContaining(['platform', 'torch']));
    expect(names('{"goldens": [{}, {$0}]}', 'dlm-golden-index')).toContain('golden_relpath');
  });

  it.each(['$0', '{"seed": $0}', '{"seed": "a$0"}', '[$0]', '{"metrics": {"free": 1, $0}}', '{"a": 1}$0'])(
    'are not offered at %s',
    marked => {
      expect(names(marked)).toEqual([]);
    },
  );
});
