// Why the lock of DVC has no run: it is damaged, or too large.
import { anyConflicts } from '../../../text/mergeConflicts';
import { isLargeYaml } from '../../../text/yamlDocument';
import { fileFault } from '../fileFault';
import { MAX_TEXT, PART, type Place, textOfBytes } from '../place';
import { yamlFault } from '../values/readYaml';

// The name of a file proves nothing, so one of these lines is needed too, or for an empty file the pipeline next to it.
const PIPELINE = 'dvc.yaml';
const MARK = /^(?:schema: ['"]?2\.0['"]?|stages:)[ \t]*\r?$/m;

/** The rest of a sentence about the file; undefined where it is not a lock of DVC, or can be read. */
export function lockFault(place: Place, file: string): string | undefined {
  const isEmpty = place.isBlank(file);
  if (isEmpty ? !place.hasFile(PIPELINE) : !MARK.test(textOfBytes(place.part(file, 0, PART)) ?? '')) return undefined;
  if (isEmpty) return `is empty, so its run is not listed. ${AGAIN}`;
  if ((place.size(file) ?? 0) > MAX_TEXT)
    return `is larger than 1 MiB, so it was not read and its run is not listed. ${SPLIT}`;
  const text = place.text(file);
  if (text === undefined) return `${fileFault(place, file)}, so its run is not listed. ${AGAIN}`;
  if (anyConflicts(text).length > 0)
    return 'has a merge conflict, so its run is not listed. Take one side with `git checkout --ours` or `--theirs`, then run `dvc repro`.';
  if (place.yaml(file)) return undefined;
  return `${yamlFault(text)}, so its run is not listed. ${isLargeYaml(text) ? SPLIT : AGAIN}`;
}

const AGAIN = '`dvc repro` writes it again.';
const SPLIT = 'Each `dvc.yaml` has its own lock, so divide the stages between several folders.';
