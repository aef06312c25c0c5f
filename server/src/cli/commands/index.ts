// The list of commands, in the order of the help.
import type { Command } from '../command';
import { check } from './check';
import { compile } from './compile';
import { completions } from './completions';
import { diff } from './diff';
import { dlmCompare } from './dlmCompare';
import { evidence } from './evidence';
import { evidenceVerify } from './evidenceVerify';
import { explain } from './explain';
import { fingerprintCanonical } from './fingerprintCanonical';
import { fingerprintCompare } from './fingerprintCompare';
import { fingerprintEval } from './fingerprintEval';
import { fingerprintHash } from './fingerprintHash';
import { fingerprintSession } from './fingerprintSession';
import { fingerprintShort } from './fingerprintShort';
import { fmt } from './fmt';
import { gitSetup } from './gitSetup';
import { hash } from './hash';
import { help } from './help';
import { jobsCancel } from './jobsCancel';
import { jobsShow } from './jobsShow';
import { lockCheck } from './lockCheck';
import { lockCreate } from './lockCreate';
import { lsp } from './lsp';
import { manifestNew } from './manifestNew';
import { mcp } from './mcp';
import { mergeDriver } from './mergeDriver';
import { reproduce } from './reproduce';
import { runs } from './runs';
import { sweep } from './sweep';
import { textconv } from './textconv';
import { trace } from './trace';
import { train } from './train';
import { verify } from './verify';

/** All commands of `kyn`. */
export const commands: readonly Command[] = [
  hash,
  check,
  fmt,
  lockCreate,
  lockCheck,
  compile,
  train,
  sweep,
  jobsShow,
  jobsCancel,
  reproduce,
  verify,
  evidence,
  evidenceVerify,
  runs,
  trace,
  diff,
  dlmCompare,
  fingerprintCanonical,
  fingerprintHash,
  fingerprintShort,
  fingerprintCompare,
  fingerprintSession,
  fingerprintEval,
  manifestNew,
  mergeDriver,
  textconv,
  gitSetup,
  explain,
  help,
  completions,
  mcp,
  lsp,
];
