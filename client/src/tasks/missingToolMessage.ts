// The message for a training without a tool: what was not found and what to install. Independent of VS Code.
import type { MissingTool } from '../../../src-shared/host/node/trainingTool';
import { t } from '../ui/l10n';

/** The message with the command that installs what is missing, if one does. `fix`: what the user can choose instead. */
export interface MissingToolMessage {
  readonly text: string;
  readonly fix: 'command' | 'interpreter';
  readonly install?: string;
}

/** The message. */
export function missingToolMessage(missing: MissingTool, platform: NodeJS.Platform): MissingToolMessage {
  switch (missing.kind) {
    case 'official':
      return { text: officialNotFoundMessage(missing.tried), fix: 'command' };
    case 'python':
      return {
        text: t(
          'Nothing was started because no Python was found (tried: {0}). Install Python with torch and numpy, then select it as the interpreter.',
          missing.tried.join('; '),
        ),
        fix: 'interpreter',
      };
    case 'broken':
      return { text: t('Nothing was started. {0} Select another interpreter.', missing.message), fix: 'interpreter' };
    case 'modules': {
      const install = installCommand(missing.python, platform);
      return {
        text: t(
          'Nothing was started because the interpreter {0} does not have {1}. Install what is missing with `{2}`, or select another interpreter.',
          missing.python,
          missing.missing.map(name => `\`${name}\``).join(', '),
          install,
        ),
        fix: 'interpreter',
        install,
      };
    }
  }
}

/** The message for a script that the official tool wrote. */
export const otherCompilerMessage = (tried: readonly string[]): string =>
  t(
    'Nothing was compiled because the `kynml` tool, which wrote this script, was not found (tried: {0}). Correct `kynml.command`, or use Compile to Script on the spec.',
    tried.join('; '),
  );

const officialNotFoundMessage = (tried: readonly string[]): string =>
  t(
    'Nothing was started because the `kynml` tool was not found (tried: {0}). Correct `kynml.command`, or set `kynml.compiler` to `builtin` to train without the tool.',
    tried.join('; '),
  );

/** The command to copy into a terminal. PowerShell, the default terminal on Windows, runs a quoted path only after `&`. */
export function installCommand(python: string, platform: NodeJS.Platform): string {
  const isPlain = /^[\w./:\\@+-]+$/.test(python) && (platform === 'win32' || !python.includes('\\'));
  const quoted = platform === 'win32' ? `& '${python.replaceAll("'", "''")}'` : `'${python.replaceAll("'", `'\\''`)}'`;
  return `${isPlain ? python : quoted} -m pip install torch numpy`;
}
