// `kynml/findingPage`: the documentation of a finding.
import { ownFeature } from '../protocol/feature';

/** `kynml/findingPage`. */
export const findingPage = ownFeature('kynml/findingPage', null, async (_, { code }) => {
  // Loaded on demand, because few findings are looked up.
  const [{ rules }, { rulePage }] = await Promise.all([
    import('../../../../src-shared/repro/diagnostics/rules'),
    import('../../../../src-shared/repro/diagnostics/rulePage'),
  ]);
  const rule = rules.find(known => known.code === code);
  return rule ? `${rulePage(rule)}\n` : null;
});
