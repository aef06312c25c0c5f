/** Gives the focus back to the element below `root` that had it, when the window has the focus again: a quick pick or a menu of VS Code leaves it on the body. */
export function returnFocus(root: HTMLElement): void {
  let last: EventTarget | null = null;
  root.addEventListener('focusin', ({ target }) => {
    last = target;
  });
  window.addEventListener('focus', () => {
    if (last instanceof HTMLElement && document.activeElement === document.body) last.focus({ preventScroll: true });
  });
}
