// The targets of a spec as a person chooses one.
import { resourcesText } from '../../launch/slurm/resourcesText';
import type { TemplateRead } from '../../launch/template';
import type { TargetItem } from '../../protocol/targetRequests';
import { NO_RESOURCES, type SlurmResources } from '../../repro/settings/slurmResources';
import { firstFew } from '../../text/firstFew';
import { oneLine } from '../../text/oneLine';

/** A template that the user named. `read`: its content, or why it cannot be read, as a clause after its name. */
export interface NamedTemplate {
  readonly name: string;
  readonly read: TemplateRead;
}

/** What is known about the targets. `hasSlurm`: its programs are installed here; `problem`: why the settings of the project are not used, as a sentence. */
export interface KnownTargets {
  readonly slurm: SlurmResources;
  readonly hasSlurm: boolean;
  readonly problem?: string;
  readonly templates: readonly NamedTemplate[];
}

const LOCAL: TargetItem = {
  name: 'local',
  label: 'This machine',
  description: 'a task in the terminal',
  isOffered: true,
};

/** The targets: this machine, Slurm, and each template. */
export const targetItems = (known: KnownTargets): readonly TargetItem[] => [
  LOCAL,
  slurmItem(known),
  ...known.templates.map(templateItem),
];

function slurmItem({ slurm, hasSlurm, problem }: KnownTargets): TargetItem {
  const missing = hasSlurm
    ? undefined
    : '`sbatch` was not found on PATH, so nothing can be submitted to Slurm from this machine. Open the workspace on a computer of the cluster, or choose another target.';
  const obstacle = problem ?? missing;
  return {
    name: 'slurm',
    label: 'Slurm',
    description: resourcesText(slurm) || 'the default partition of the cluster',
    isOffered: slurm !== NO_RESOURCES,
    ...(obstacle !== undefined && { problem: obstacle }),
  };
}

const MAX_WORDS = 4;

function templateItem({ name, read }: NamedTemplate): TargetItem {
  const label = oneLine(name.split(/[\\/]/).at(-1) ?? name);
  if (!read.ok) {
    const problem = oneLine(`The target ${name} ${read.problem}. Correct it, or choose another target.`);
    return { name, label, description: oneLine(name), isOffered: true, problem };
  }
  const words = firstFew(read.template.command, MAX_WORDS, { text: oneLine, separator: ' ' });
  return { name, label, description: `runs ${words}`, isOffered: true };
}
