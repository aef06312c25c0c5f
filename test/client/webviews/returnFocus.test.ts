// Where the focus is after a quick pick or a menu of VS Code.
import { expect, test } from 'vitest';
import { returnFocus } from '../../../client/webviews/shared/returnFocus';

test('the focus returns to the element that had it, unless another one has it', () => {
  document.body.innerHTML = '<main><button>one</button><button>two</button></main>';
  const [root, first, second] = Array.from(document.querySelectorAll<HTMLElement>('main,button'));
  if (!root || !first || !second) return expect.fail('no page');
  returnFocus(root);
  const come = () => window.dispatchEvent(new Event('focus'));
  come();
  expect(document.activeElement).toBe(document.body);
  second.focus();
  second.blur();
  come();
  expect(document.activeElement).toBe(second);
  first.focus();
  come();
  expect(document.activeElement).toBe(first);
});
