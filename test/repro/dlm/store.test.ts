// From a .dlm document to the lock of its store, and what a changed document means. PyYAML has the last word on the front matter, where there is one.
import { describe, expect, test } from 'vitest';
import { dlmHome, dlmIdOf, documentState, storeLock } from '../../../src-shared/repro/dlm/store';
import { askPython } from '../../text/python';
import { hostOf } from '../memory';

const ULID = '01HRZYQ2X0MB5K4VN7E9DNT5GH';
const front = (...lines: string[]) => `---\n${lines.join('\n')}\n---\nbody\ndlm_id: other\n`;
const idOf = (text: string): string | null => {
  const found = dlmIdOf(text);
  if (found.ok) expect(text.slice(found.span.start, found.span.end)).toBe(found.id);
  return found.ok ? found.id : null;
};

describe('dlm_id is read from', () => {
  test.each([
    ['a plain text', front(`dlm_id: ${ULID}`, 'base_model: x')],
    ['double quotes', front(`dlm_id: "${ULID}"`)],
    ['single quotes', front(`dlm_id:   '${ULID}'  # comment`)],
    ['a quoted key', front('# comment', 'base_model: x', `"dlm_id" : ${ULID} # comment`)],
    ['a document with CRLF', front(`dlm_id: ${ULID}`).replaceAll('\n', '\r\n')],
    ['a document with a byte order mark', `\ufeff${front(`dlm_id: ${ULID}`)}`],
    ['a document that has nested keys', front('training:', '  dlm_id: inner', '', `dlm_id: ${ULID}`, '', '# x')],
    ['front matter without a body', `---\ndlm_id: ${ULID}\n---`],
  ])('%s', (_, text) => {
    expect(idOf(text)).toBe(ULID);
  });

  test.each([
    ['no front matter', `dlm_id: ${ULID}\n`, 'no front matter'],
    ['a blank before ---', ` ---\ndlm_id: ${ULID}\n---\n`, 'no front matter'],
    ['an empty document', '', 'no front matter'],
    ['no second ---', `---\ndlm_id: ${ULID}\n--- \n`, 'is not closed'],
    ['no dlm_id', front('base_model: x'), 'no dlm_id at its top level'],
    ['dlm_id nested only', front('x:', `  dlm_id: ${ULID}`), 'no dlm_id at its top level'],
    ['two of them', front(`dlm_id: ${ULID}`, 'dlm_id: b'), 'stands twice'],
    ['an empty value', front('dlm_id:'), 'not written as one text'],
    ['a value on the next line', front('dlm_id:', '  abc'), 'not written as one text'],
    ['a value that goes on', front('dlm_id: abc', '', '  def'), 'not written as one text'],
    ['a block', front('dlm_id: |', '  abc'), 'not written as one text'],
    ['a list', front('dlm_id: [a]'), 'not written as one text'],
    ['an anchor', front('dlm_id: &a b'), 'not written as one text'],
    ['an escape', front('dlm_id: "a\\x41"'), 'not written as one text'],
    ['an open quote', front('dlm_id: "abc'), 'not written as one text'],
    ['text after quotes', front('dlm_id: "abc" d'), 'not written as one text'],
    ['a number', front('dlm_id: 0123'), 'not written as one text'],
    ['nothing', front('dlm_id: ~'), 'not written as one text'],
    ['truth', front('dlm_id: yes'), 'not written as one text'],
    ['an empty text', front("dlm_id: ''"), 'is empty'],
    ['a slash', front('dlm_id: a/b'), 'names the folder'],
    ['a backslash', front('dlm_id: a\\b'), 'names the folder'],
    ['..', front('dlm_id: "..'.concat('"')), 'names the folder'],
    ['dots inside', front('dlm_id: a..b'), 'names the folder'],
    ['a blank', front('dlm_id: a b'), 'names the folder'],
    ['a drive', front('dlm_id: "C:x"'), 'names the folder'],
    ['a control character', front('dlm_id: "a\u0000"'), 'names the folder'],
  ])('not from %s, and says why', (_, text, why) => {
    expect(dlmIdOf(text)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });

  test('every value that is read is what PyYAML reads', () => {
    const words = [
      'a',
      '1',
      '-',
      '.',
      '_',
      '"',
      "'",
      ' ',
      '#',
      ':',
      'x: y',
      '&',
      '*',
      '!',
      '|',
      '>',
      '%',
      '~',
      'null',
      'yes',
      '0x1f',
      '1_0',
      '1.5',
      '2026-04-19',
      ',',
      '[',
      '{',
      '\\',
      '?',
      '@',
      '=',
      '<<',
      '\t',
      'e5',
      '\n  b',
      '\n# c',
      '\n',
    ];
    let state = 7;
    const next = (n: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    const values = Array.from({ length: 5000 }, () =>
      Array.from({ length: 1 + next(4) }, () => words[next(words.length)]).join(''),
    );
    const texts = values.map(value => `dlm_id: ${value}\nb: c`);
    const answers = askPython<(string | null)[][] | null>(
      `
try:
    import yaml
    def read(text):
        try:
            value = yaml.safe_load(text)
            value = value.get("dlm_id") if isinstance(value, dict) else None
            return [value if isinstance(value, str) else None]
        except Exception: return []
    output = [read(text) for text in input]
except ImportError:
    output = None
`,
      texts,
    );
    if (!answers) {
      console.log('Not compared with PyYAML: it is not installed.');
      return;
    }
    const read = texts.map(text => idOf(`---\n${text}\n---\n`));
    // Where PyYAML refuses the whole text, another line may be to blame, and DLM says so itself.
    const wrong = read.flatMap((id, i) => {
      const yaml = answers[i] ?? [];
      return id === null || yaml.length === 0 || yaml[0] === id ? [] : [{ text: texts[i], id, yaml }];
    });
    expect(wrong).toEqual([]);
    const count = read.filter(id => id !== null).length;
    console.log(`${count} of ${texts.length} values read, each as PyYAML reads it.`);
    expect(count).toBeGreaterThan(100);
  });
});

describe('the store', () => {
  test.each([
    [undefined, '/home/me/.dlm'],
    ['', '/home/me/.dlm'],
    ['/data/dlm/', '/data/dlm'],
    ['~/x', '/home/me/x'],
    ['~', '/home/me'],
    ['C:\\dlm', 'C:/dlm'],
    ['dlm', undefined],
    ['~other/x', undefined],
  ])('of $DLM_HOME %j lies below %s', (set, top) => {
    const places = { dlmHome: set, home: '/home/me' };
    expect(dlmHome(places)).toBe(top);
    expect(storeLock(ULID, places)).toBe(top && `${top}/store/${ULID}/dlm.lock`);
  });

  test.each(['../x', 'a/b', '..', '.', '', 'a b', 'a\u0000'])('has no lock for %j', id => {
    expect(storeLock(id, { dlmHome: undefined, home: '/home/me' })).toBeUndefined();
  });
});

test('a document that changed is information, never a warning', () => {
  const { sha256 } = hostOf({});
  const hash = sha256('---\r\ndlm_id: a\r\n---\r\n');
  expect(documentState(hash, hash)).toEqual({
    state: 'same',
    severity: 'info',
    hash,
    message: 'The document is as it was when its lock was written.',
  });
  expect(documentState(hash, '0'.repeat(64))).toEqual({
    state: 'changed',
    severity: 'info',
    hash,
    message: `The document changed since its lock was written (recorded 000000000000, now ${hash.slice(0, 12)}). That is what training is for; the next run records it.`,
  });
});
