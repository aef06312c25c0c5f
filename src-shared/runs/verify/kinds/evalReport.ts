// Verifies the report of an evaluation: its hash from the configuration in it, and its dataset.

import { datasetState, recordedDataset } from '../../../repro/data/datasetState';
import { configProblem, evalConfigHash } from '../../../repro/hash/evalFingerprint';
import { member, stringMember } from '../../../text/jsonText';
import type { KindVerifier } from '../kindVerifier';
import { formStep } from '../steps/manifestStep';
import { confirmed, type RecordedFile, type StepResult, unknown, verificationOf } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** Verifies evaluation reports. */
export const evalReport: KindVerifier = {
  kinds: ['eval-report'],
  verify(file, world) {
    const { root } = file.artifact;
    const data = root && datasetState(world.host, { root, path: file.path, folders: world.folders });
    return verificationOf(
      {
        config_hash: configStep(file, world),
        data_hash: data ?? unknown('The report does not name a dataset.'),
        manifest: formStep(file.artifact),
      },
      'An evaluation report is not made from a spec.',
      [file.path, ...(data?.path === undefined ? [] : [data.path])],
    );
  },
};

// The configuration in a report may lack what was hashed, so another hash refutes nothing.
function configStep({ artifact: { root }, path }: RecordedFile, { host, folders }: VerifyWorld): StepResult {
  const recorded = stringMember(member(root, 'fingerprint'), 'config_hash');
  const config = member(root, 'config');
  if (!root || recorded === undefined) return unknown('The report has no fingerprint.');
  if (!config) return unknown('The report does not contain the configuration that was hashed.');
  const problem = configProblem(config);
  if (problem !== undefined) return unknown(`The hash of the configuration cannot be computed: ${problem}`);
  const dataset = recordedDataset(host, { root, path, folders });
  return evalConfigHash(config, dataset, host.sha256) === recorded
    ? confirmed(`The configuration in the report has the hash ${recorded}.`)
    : unknown(
        `The configuration in the report has another hash than ${recorded}. It may lack a part that was hashed, or its dataset changed.`,
      );
}
