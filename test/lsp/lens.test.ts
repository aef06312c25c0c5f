// The title of a lens: an icon of this tool, then text that may come from a file. What a client cannot run is not offered.
import { expect, it } from 'vitest';
import { type Lens, lensesFor } from '../../server/src/lsp/lenses/lens';
import { capabilitiesOf } from '../../server/src/lsp/protocol/clientCapabilities';
import { serverCommands } from '../../server/src/lsp/protocol/serverCommands';
import { commands } from '../../src-shared/protocol/commands';

const lenses = (isOwn: boolean, lens: Lens) =>
  lensesFor([lens], capabilitiesOf({}, { commands: isOwn })).map(({ command }) => command);

const title = (isOwn: boolean, lens: Lens) => lenses(isOwn, lens)[0]?.title;

it('an icon in a name is shown as text', () => {
  const lens = { icon: 'question', title: 'made from $(check) current.kyn' };
  expect(title(true, lens)).toBe('$(question)\u00a0made from \\$(check) current.kyn');
  expect(title(true, { title: '$(check) x' })).toBe('\\$(check) x');
});

it('other editors get the text without icon, escape and tooltip', () => {
  const lens = { icon: 'play', title: 'made from $(x)', tooltip: 'Click.', command: commands.openSpec, args: ['u'] };
  expect(lenses(false, lens)).toEqual([{ title: 'made from $(x)', command: '' }]);
});

it('other editors get the state without what the client cannot run', () => {
  const lens = { title: 'drifted - show what changed', state: 'drifted', command: commands.showDrift };
  expect(lenses(false, lens)).toEqual([{ title: 'drifted', command: '' }]);
  expect(title(true, lens)).toBe('drifted - show what changed');
});

it('other editors get no lens that only offers something, unless the server can run it', () => {
  expect(lenses(false, { title: 'Train', command: commands.train, isOffer: true })).toEqual([]);
  expect(lenses(false, { title: 'Lock', command: commands.regenerateLock, args: ['u'], isOffer: true })).toEqual([
    { title: 'Lock', command: serverCommands.regenerateLock, arguments: ['u'] },
  ]);
});
