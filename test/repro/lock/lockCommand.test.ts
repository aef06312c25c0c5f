// The command line that locks a spec is one that a shell reads as the path, or names no path.
import { expect, test } from 'vitest';
import { lockCommand } from '../../../src-shared/repro/lock/lockCommand';

test.each([
  ['specs/a.kyn', '`kyn lock create specs/a.kyn`'],
  ['a b.kyn', "`kyn lock create 'a b.kyn'`"],
  ["it's.kyn", "`kyn lock create 'it'\\''s.kyn'`"],
  ['-f.kyn', '`kyn lock create ./-f.kyn`'],
  ['é.kyn', "`kyn lock create 'é.kyn'`"],
  [undefined, '`kyn lock create SPEC`'],
])('%s', (label, command) => {
  expect(lockCommand(label)).toBe(command);
});

// What a message shows in their place is another name.
test.each(['a\tb.kyn', 'a\nb.kyn', 'a\u202eb.kyn', 'a\u200bb.kyn', 'a\udc80.kyn', `ghp_${'a1B2'.repeat(9)}.kyn`])(
  'a name that cannot be shown is left out: %j',
  label => {
    expect(lockCommand(label, ' --force')).toBe(
      '`kyn lock create SPEC --force` with the path of the spec, whose name cannot be shown',
    );
  },
);
