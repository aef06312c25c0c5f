// `kynml/missingModules`: whether an interpreter can run the script of the built-in compiler.
import { pythonModules } from '../../../../src-shared/repro/programs/pythonModules';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';

const NO_TRUST = 'Checking an interpreter starts it, which requires a trusted workspace.';

/** `kynml/missingModules`. */
export const missingModules = ownFeature(
  'kynml/missingModules',
  { ok: false, message: 'The interpreter could not be checked. See the output channel KynML.' },
  async ({ workspace }, { python, modules, folder: uri }, { cancelled: signal }) => {
    const folder = pathOf(uri);
    if (!workspace.trusted || folder === undefined) return { ok: false, message: NO_TRUST };
    const found = await pythonModules(workspace.host, python, modules, { folder, signal });
    if (typeof found === 'string') return { ok: false, message: found };
    return { ok: true, missing: modules.filter(name => !found.has(name)) };
  },
);
