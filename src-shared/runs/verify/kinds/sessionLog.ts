// Verifies the header of a session: its hash from the model, the environment and the tools in it.
import { fingerprintSession } from '../../../repro/hash/fingerprint';
import { member, stringMember } from '../../../text/jsonText';
import type { KindVerifier } from '../kindVerifier';
import { formStep } from '../steps/manifestStep';
import { confirmed, type RecordedFile, type StepResult, unknown, verificationOf } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** Verifies session logs. */
export const sessionLog: KindVerifier = {
  kinds: ['session-log'],
  verify: (file, world) =>
    verificationOf(
      {
        config_hash: configStep(file, world),
        data_hash: unknown('A session does not record data.'),
        manifest: formStep(file.artifact),
      },
      'A session is not made from a spec.',
      [file.path],
    ),
};

// The system prompt is hashed, but not recorded.
function configStep({ artifact: { root } }: RecordedFile, { host }: VerifyWorld): StepResult {
  const fingerprint = member(root, 'fingerprint');
  const [recorded, model, env] = ['config_hash', 'model', 'env'].map(key => stringMember(fingerprint, key));
  const tools = member(fingerprint, 'tools');
  const names = tools?.kind === 'array' ? tools.items.flatMap(item => (item.kind === 'string' ? [item.text] : [])) : [];
  const isWhole = tools?.kind === 'array' && names.length === tools.items.length;
  if (recorded === undefined || model === undefined || env === undefined || !isWhole)
    return unknown('The header does not record everything that was hashed.');
  const now = fingerprintSession({ model, env, tools: names }, { sha: 'unknown', dirty: false }, host.sha256);
  return now.config_hash === recorded
    ? confirmed(`The model, the environment and the tools, without a system prompt, have the hash ${recorded}.`)
    : unknown(`The hash ${recorded} covers a system prompt, which is not recorded, or the header was changed.`);
}
