// Prompts for the parameters of an experiment manifest: those of a spec, of a JSON file, or none.
import * as vscode from 'vscode';
import type { GitTree, ManifestParts } from '../../../src-shared/protocol/requests';
import { findSpecs, pickSpec } from '../spec/pickSpec';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';
import { activeSpec, nameOf } from '../ui/uris';
import { gitText } from './gitText';

/** What is determined before the first prompt. */
export interface ManifestContext {
  readonly folder: vscode.Uri;
  readonly git: GitTree;
  /** Path of the interpreter. */
  readonly python: string;
  /** The spec that the command was called with. */
  readonly spec: vscode.Uri | undefined;
}

/** Source of the parameters; `none` for an experiment without parameters. */
export type ParamsSource = NonNullable<ManifestParts['params']> | 'none';

type Answer = 'spec' | 'json' | 'none';

/** Prompts for the parameters; undefined when the user cancelled. */
export async function askParams({ folder, git, python, spec }: ManifestContext): Promise<ParamsSource | undefined> {
  const currentSpec = spec ?? activeSpec();
  const hasSpecs = currentSpec !== undefined || (await findSpecs(1)).length > 0;
  const prompt = {
    title: t('New experiment manifest: {0}', gitText(git)),
    placeHolder: t('Select the parameters to record (Python: {0})', vscode.workspace.asRelativePath(python, false)),
  };
  const answer = await quickPick(prompt, paramChoices(currentSpec && nameOf(currentSpec), hasSpecs));
  if (answer === 'none' || answer === undefined) return answer;
  const uri =
    answer === 'json' ? await pickJson(folder) : (currentSpec ?? (await pickSpec(t('New experiment manifest'))));
  return uri && { from: answer, uri: uri.toString() };
}

function paramChoices(spec: string | undefined, hasSpecs: boolean): readonly Choice<Answer>[] {
  const label = spec === undefined ? t('Params of a spec…') : t('Params of {0}', spec);
  const ofSpec = { icon: 'symbol-parameter', label, description: t('as written in the spec'), value: 'spec' };
  return [
    ...(hasSpecs ? [ofSpec as Choice<Answer>] : []),
    { icon: 'json', label: t('From a JSON file…'), description: t('the JSON object in the file'), value: 'json' },
    { icon: 'circle-slash', label: t('No parameters'), value: 'none' },
  ];
}

async function pickJson(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const options = { defaultUri: folder, filters: { JSON: ['json'] }, title: t('Parameters from a JSON file') };
  return (await vscode.window.showOpenDialog(options))?.[0];
}
