// Finds the tool that trains or compiles a spec, or shows what is missing and how to get it.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { openSetting } from '../ui/openSetting';
import { type Action, showMessage } from '../ui/showMessage';
import { missingToolMessage, otherCompilerMessage } from './missingToolMessage';
import { settingsFor, trainingToolHost } from './toolSearchHost';
import {
  type CompilerSetting,
  findCompiler,
  findTrainingTool,
  type TrainingTool,
  type TrainingToolSearch,
} from './trainingTool';

/** The tool that trains; undefined when there is none (which is shown). */
export async function findToolOrShowError(
  context: ClientContext,
  spec: vscode.Uri,
  folder: string,
): Promise<TrainingTool | undefined> {
  return orShowError(await findTrainingTool(settingsFor(spec), trainingToolHost(context, spec, folder)));
}

/** The tool that compiles, with the compiler that wrote a script or that of the setting; undefined when there is none (which is shown). */
export async function findCompilerOrShowError(
  context: ClientContext,
  spec: vscode.Uri,
  { folder, compiler }: { readonly folder: string; readonly compiler?: CompilerSetting },
): Promise<TrainingTool | undefined> {
  const settings = settingsFor(spec);
  const host = trainingToolHost(context, spec, folder);
  const search = await findCompiler({ ...settings, compiler: compiler ?? settings.compiler }, host);
  if (search.found || search.missing.kind !== 'official' || compiler === undefined) return orShowError(search);
  showMessage('error', otherCompilerMessage(search.missing.tried), openSetting('kynml.command'));
  return undefined;
}

function orShowError(search: TrainingToolSearch): TrainingTool | undefined {
  if (search.found) return search.tool;
  const { text, fix, install } = missingToolMessage(search.missing, process.platform);
  const copy = install === undefined ? [] : [copyCommand(install)];
  const choose = fix === 'command' ? openSetting('kynml.command') : chooseInterpreter(install !== undefined);
  showMessage('error', text, ...copy, ...(choose ? [choose] : []));
  return undefined;
}

const copyCommand = (command: string): Action => ({
  title: t('Copy command'),
  run: () => void vscode.env.clipboard.writeText(command),
});

// Without the Python extension, an interpreter can only be put on PATH.
function chooseInterpreter(isOptional: boolean): Action | undefined {
  if (vscode.extensions.getExtension('ms-python.python'))
    return { title: t('Select interpreter'), command: 'python.setInterpreter' };
  return isOptional
    ? undefined
    : { title: t('Get the Python extension'), command: 'workbench.extensions.search', args: ['ms-python.python'] };
}
