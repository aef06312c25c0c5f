// The suite of the packaged extension: VS Code calls run() with only the installed package as the extension.
const { runFolder } = require('../suite/runMocha.cjs');

/** Runs every *.test.cjs of this folder. */
exports.run = () => runFolder(__dirname);
