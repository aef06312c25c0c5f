// User settings of every test run, in addition to those of scripts/vscodeHost.

/** Settings that make a run repeatable and its window readable for a test. */
export const testSettings = {
  'editor.accessibilitySupport': 'off',
  'explorer.compactFolders': false,
  'files.autoSave': 'off',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  // Without the GPU renderer the terminal is text in the page, which a test can read.
  'terminal.integrated.gpuAcceleration': 'off',
  // Lines that stay at the top cover what is below them.
  'terminal.integrated.stickyScroll.enabled': false,
  'terminal.integrated.defaultProfile.linux': 'bash',
  'typescript.tsserver.enabled': false,
  'window.menuBarVisibility': 'compact',
};
