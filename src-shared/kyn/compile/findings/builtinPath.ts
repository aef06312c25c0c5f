// A path to which a run must not write.
import { defineFinding } from '../../../text/defineFinding';

/**
 * What a path is already. `combination`: it leads out of the folder of a combination of a sweep; `other-file`: a file that is not a model in the format of
 * the output; `unreadable`: a file that cannot be read, so that this is not known; `long-name`: nothing, because no file can have this name.
 */
export type PathUse =
  | 'other-file'
  | 'unreadable'
  | 'long-name'
  | 'manifest'
  | 'other-output'
  | 'spec'
  | 'import'
  | 'data'
  | 'script'
  | 'log'
  | 'combination';

const OVERWRITES = 'so the run would overwrite it. Use another path.';

const MESSAGES: Readonly<Record<PathUse, string>> = {
  manifest: `This is the path of the manifest of the run, ${OVERWRITES}`,
  'other-output':
    'The export and the checkpoint have the same path, so one would overwrite the other. Use another path.',
  spec: `This is the path of the spec itself, ${OVERWRITES}`,
  import: `This is the path of a file that the spec imports, ${OVERWRITES}`,
  data: `This is the path of the data, ${OVERWRITES}`,
  script: `This is the path of the script, ${OVERWRITES}`,
  log: `This is the path of the file for what the script prints, ${OVERWRITES}`,
  'other-file':
    'A file exists at this path that is not a model in this format, so the run does not overwrite it. Move the file or use another path.',
  unreadable:
    'A file at this path cannot be read, so it is not known whether it is a model, and the run does not overwrite it. Move the file or use another path.',
  'long-name': 'This path is too long for this system, so the run could not write the file. Use a shorter path.',
  combination:
    'This path leads out of the folder of a combination, so in a sweep each combination would overwrite the file of another one. Use a path relative to that folder, without `..`.',
};

/** An export or a checkpoint would overwrite a file that the run needs, another one that it writes, or one that is not a model. */
export const builtinPath = defineFinding<{ readonly use: PathUse }>({
  code: 'builtin-path',
  severity: 'info',
  group: 'specs',
  summary:
    'A run of the built-in compiler would overwrite one of its own files: the path of an export or a checkpoint is that of the manifest, the spec, an import, the data or the script, both have the same path, or, in a sweep, a path leads out of the folder of each combination. Or its path has another file that is not a model in the format of the output. `kyn compile`, `kyn train` and `kyn sweep` report it as an error.',
  example: 'export:\n    format = torch\n    path = "run_manifest.json"\n',
  fix: 'Use another path.',
  message: ({ use }) => MESSAGES[use],
});
