// `kynml/targets`: where a spec can be trained. Starts no process.
import { dirname, join } from '../../../../src-shared/host/paths';
import { readTemplateFile } from '../../../../src-shared/launch/templateFile';
import { settingsSearch } from '../../../../src-shared/repro/settings/findSettings';
import { readSettings } from '../../../../src-shared/repro/settings/readSettings';
import { NO_RESOURCES } from '../../../../src-shared/repro/settings/slurmResources';
import { type KnownTargets, targetItems } from '../../../../src-shared/views/launches/targetItems';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** More templates than a person chooses from are not read. */
const MAX_TEMPLATES = 50;

/** `kynml/targets`. */
export const targets = ownFeature('kynml/targets', { targets: [] }, (context, { uri, templates }) => {
  const { workspace, computer } = context;
  const spec = pathOf(uri);
  // Nothing is trained without trust, so nothing is read for it.
  if (spec === undefined || !workspace.trusted) return { targets: [] };
  const folder = workspace.workingFolder(spec);
  const named = templates.slice(0, MAX_TEMPLATES).map(name => {
    return { name, read: readTemplateFile(workspace.host, join(folder, name)) };
  });
  const hasSlurm = computer.findProgram('sbatch', workspace.folders) !== undefined;
  return { targets: targetItems({ ...slurmOf(context, spec), hasSlurm, templates: named }) };
});

function slurmOf({ workspace }: FeatureContext, spec: string): Pick<KnownTargets, 'slurm' | 'problem'> {
  const path = settingsSearch(workspace.host)(dirname(spec));
  if (path === undefined) return { slurm: NO_RESOURCES };
  const read = readSettings(workspace.host, path);
  if (read.ok) return { slurm: read.slurm };
  const problem = `${workspace.label(path)} ${read.problem}, so what runs request from Slurm is not known, and nothing is submitted. Correct the file, or remove it.`;
  return { slurm: NO_RESOURCES, problem };
}
