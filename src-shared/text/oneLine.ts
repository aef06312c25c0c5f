// Converts untrusted text to one line. A file name, a value or a column may contain line ends and control sequences.

/** The text with control characters, line ends and bidirectional marks written as escapes. */
export const oneLine = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
