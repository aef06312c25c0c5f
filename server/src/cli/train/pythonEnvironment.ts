// The variables of the environment with which Python runs a script.

/** Python then does not import modules from the folder of the script or the working folder: a `torch.py` there must not take the place of PyTorch. */
export const SAFE_PATH = { PYTHONSAFEPATH: '1' } as const;

/**
 * For a script whose output is a file, which is read as UTF-8. The encoding of the locale may not have a character that is printed, which would end the
 * script. On a terminal, that encoding is the right one.
 */
export const OUTPUT_IN_FILE = { ...SAFE_PATH, PYTHONIOENCODING: 'utf-8:backslashreplace' } as const;
