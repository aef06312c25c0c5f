// The suite inside the extension host: VS Code calls run(), under the browser launcher and under test-electron alike.
const { runFolder } = require('./runMocha.cjs');

/** Runs every *.test.cjs of this folder. */
exports.run = () => runFolder(__dirname);
