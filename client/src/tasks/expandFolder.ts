// Expands the only variable supported in paths of settings and tasks. Independent of VS Code.

/** The text with `${workspaceFolder}` replaced by the folder. */
export const expandFolder = (text: string, folder: string): string =>
  text.replaceAll(/\$\{workspaceFolder\}/g, () => folder);
