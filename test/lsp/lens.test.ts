// The title of a lens: an icon of this tool, then text that may come from a file.
import { expect, it } from 'vitest';
import { toLens } from '../../server/src/lsp/lenses/lens';

const title = (commands: boolean, lens: Parameters<typeof toLens>[0]) =>
  toLens(lens, { client: { commands } } as never).command?.title;

it('an icon in a name is shown as text', () => {
  const lens = { icon: 'question', title: 'made from $(check) current.kyn' };
  expect(title(true, lens)).toBe('$(question)\u00a0made from \\$(check) current.kyn');
  expect(title(true, { title: '$(check) x' })).toBe('\\$(check) x');
});

it('other editors get the text without icon and escape', () => {
  expect(title(false, { icon: 'play', title: 'Train $(x)' })).toBe('Train $(x)');
});
