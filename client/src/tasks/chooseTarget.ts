// Finds the target of a training, and asks for it where a project has several. The choice is kept for the workspace, not in a file of the project.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { expandFolder } from '../../../src-shared/host/node/toolSearch';
import { commands } from '../../../src-shared/protocol/commands';
import type { TargetItem } from '../../../src-shared/protocol/targetRequests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';
import { chosenTarget, type KeptChoice, shownTargets, targetStep, usable } from './targetChoice';

/** A spec and its working folder. */
export interface TargetPlace {
  readonly spec: vscode.Uri;
  readonly folder: string;
}

/** The name of the target; undefined when the user cancelled or nothing can start there, which is shown. */
export async function targetFor(context: ClientContext, place: TargetPlace): Promise<string | undefined> {
  const { targets, setting, chosen } = await knownTargets(context, place);
  const first = targetStep(targets, chosen);
  const picked = first.kind === 'ask' ? await pick(first.targets, place, chosen) : undefined;
  if (first.kind === 'ask' && !picked) return undefined;
  const step = picked ? usable(picked) : first;
  if (step.kind === 'refuse') return refuse(step.message, place);
  if (picked) await keep(context, place, { target: picked.name, setting });
  return step.kind === 'start' ? step.target.name : undefined;
}

/** Asks for the target of a spec and keeps it. */
export async function selectTarget(context: ClientContext, place: TargetPlace): Promise<void> {
  const { targets, setting, chosen } = await knownTargets(context, place);
  const shown = shownTargets(targets, chosen);
  if (shown.length < 2) return showOnlyOne();
  const picked = await pick(shown, place, chosen);
  if (picked) await keep(context, place, { target: picked.name, setting });
}

function showOnlyOne(): void {
  const text = t(
    'Training runs on this machine, because the project names no other target. Describe Slurm in `targets` of .kynml.json, or name templates in the setting `kynml.targetTemplates`.',
  );
  const open = { title: t('Open setting'), command: 'workbench.action.openSettings', args: ['kynml.target'] };
  showMessage('information', text, open);
}

interface KnownTargets {
  readonly targets: readonly TargetItem[];
  readonly setting: string;
  readonly chosen: string | undefined;
}

const LOCAL: TargetItem = { name: 'local', label: '', description: '', isOffered: true };

async function knownTargets(context: ClientContext, { spec, folder }: TargetPlace): Promise<KnownTargets> {
  const configuration = vscode.workspace.getConfiguration('kynml', spec);
  const setting = targetName(configuration.get('target'), folder);
  const listed: unknown = configuration.get('targetTemplates');
  const templates = (Array.isArray(listed) ? listed : []).map(name => targetName(name, folder)).filter(isTemplate);
  const chosen = chosenTarget(setting, kept(context)[folder]);
  const named = [...new Set([...templates, ...[setting, chosen ?? ''].filter(isTemplate)])];
  const { targets } = await context.request('kynml/targets', { uri: spec.toString(), templates: named });
  return { targets: targets.length > 0 ? targets : [LOCAL], setting, chosen };
}

const isTemplate = (name: string): boolean => path.isAbsolute(name);

// The name of a target, or the absolute path of a template; '' for a value that is neither.
function targetName(value: unknown, folder: string): string {
  if (typeof value !== 'string') return '';
  const name = value.trim();
  return /[\\/]|\.json$/.test(name) ? path.resolve(folder, expandFolder(name, folder)) : name;
}

function pick(
  targets: readonly TargetItem[],
  { spec }: TargetPlace,
  chosen: string | undefined,
): Promise<TargetItem | undefined> {
  const prompt = {
    title: t('Where should {0} be trained?', nameOf(spec)),
    placeHolder: t('The choice is kept for this workspace; KynML: Select Target changes it'),
  };
  const choices = targets.map(target => ({
    icon: iconOf(target),
    label: target.label,
    description: target.name === chosen ? `${target.description} · ${t('current')}` : target.description,
    ...(target.problem !== undefined && { detail: target.problem }),
    value: target,
  }));
  return quickPick(prompt, choices);
}

function iconOf({ name, problem }: TargetItem): string {
  if (problem !== undefined) return 'warning';
  return name === 'local' ? 'vm' : name === 'slurm' ? 'server-process' : 'terminal';
}

function refuse(message: string, { spec }: TargetPlace): undefined {
  showMessage('error', message, {
    title: t('Select target'),
    command: commands.selectTarget,
    args: [spec.toString()],
  });
  return undefined;
}

const KEY = 'kynml.target';

const kept = ({ extension }: ClientContext): Readonly<Record<string, KeptChoice>> =>
  extension.workspaceState.get<Readonly<Record<string, KeptChoice>>>(KEY, {});

const keep = async (context: ClientContext, { folder }: TargetPlace, choice: KeptChoice): Promise<void> =>
  context.extension.workspaceState.update(KEY, { ...kept(context), [folder]: choice });
