// Entry point of all pages: one script, because most of what a page needs is the same. The document names the page.
import { showDiff } from './diff/main';
import { showReproduction } from './reproduction/main';
import { showRuns } from './runs/main';
import { returnFocus } from './shared/returnFocus';

const pages: Readonly<Record<string, typeof showDiff>> = {
  diff: showDiff,
  reproduction: showReproduction,
  runs: showRuns,
};

const [root, live] = ['root', 'live'].map(id => document.getElementById(id));
if (root && live) {
  pages[root.dataset.page ?? '']?.({ root, live });
  returnFocus(root);
}
