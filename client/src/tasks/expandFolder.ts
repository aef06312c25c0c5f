// The one variable that paths in settings and tasks may hold. Knows nothing of VS Code.

/** The text with `${workspaceFolder}` replaced by the folder. */
export const expandFolder = (text: string, folder: string): string =>
  text.replaceAll(/\$\{workspaceFolder\}/g, () => folder);
