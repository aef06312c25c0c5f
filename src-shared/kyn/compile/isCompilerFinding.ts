// Which findings are about the built-in compiler only.
import { findings } from './findings';

const CODES: ReadonlySet<string> = new Set(findings.map(finding => finding.code));

/** Whether a finding is about what the built-in compiler cannot express. */
export const isCompilerFinding = ({ code }: { readonly code: string }): boolean => CODES.has(code);
