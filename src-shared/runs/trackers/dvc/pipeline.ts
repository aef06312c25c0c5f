// What dvc.yaml says about the stages of a lock: from which folder their paths are, and their commands now.
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';

/** The stages of a dvc.yaml. */
export interface Pipeline {
  /** The folder of a stage of the lock, from that of the lock: '' without `wdir`. The paths of the stage are relative to it. */
  readonly folderOf: (stage: string) => string;
  /** The command of a stage; undefined where it depends on variables. */
  readonly cmdOf: (stage: string) => JsonNode | undefined;
}

const VARIABLE = '${';

/** The pipeline in a dvc.yaml that was read; undefined for none. A folder that depends on variables has them in its name, which no file has. */
export function pipelineOf(root: JsonNode | undefined): Pipeline {
  const stages = members(member(root, 'stages'));
  // `train@small` is one of several stages that are made from `train`, whose definition may be below `do`.
  const stageOf = (stage: string): JsonNode | undefined => {
    const node = (stages.get(stage) ?? stages.get(stage.replace(/@.*$/s, '')))?.value;
    return member(node, 'do') ?? node;
  };
  return {
    folderOf: stage => normalized(stringMember(stageOf(stage), 'wdir') ?? ''),
    cmdOf: stage => {
      const cmd = member(stageOf(stage), 'cmd');
      return cmd && !commandText(cmd).includes(VARIABLE) ? cmd : undefined;
    },
  };
}

/** A command: a text, or a list of texts. */
export function commandText(cmd: JsonNode | undefined): string {
  if (cmd?.kind === 'string') return cmd.text;
  return cmd?.kind === 'array' ? cmd.items.map(commandText).join('\n') : '';
}

const ABSOLUTE = /^(?:[/\\]|[A-Za-z][\w+.-]*:)/;

/** A path of a stage from the folder of the lock. An absolute path, or an address, stays as it is. */
export const inFolder = (folder: string, path: string): string =>
  folder === '' || ABSOLUTE.test(path) ? path : normalized(`${folder}/${path}`);

function normalized(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    const last = names.at(-1);
    if (name === '..' && last !== undefined && last !== '..') names.pop();
    else names.push(name);
  }
  return `${path.startsWith('/') ? '/' : ''}${names.join('/')}`;
}
