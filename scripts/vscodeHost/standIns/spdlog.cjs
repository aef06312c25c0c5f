// Stand-in for @vscode/spdlog with the same interface, so that log files and output channels work without a compiler.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let globalLevel = levels.indexOf('info');

const stamp = () => new Date().toISOString().replace('T', ' ').replace('Z', '');

class Logger {
  constructor(_type, name, file) {
    Object.assign(this, { name, file, level: globalLevel, plain: false });
  }
  write(level, message) {
    if (level < this.level) return;
    const line = this.plain ? message : `${stamp()} [${levels[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // The data folder of a test may be removed before the last line is written.
    }
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
exports.setFlushOn = () => {};
exports.setLevel = level => {
  globalLevel = level;
};
