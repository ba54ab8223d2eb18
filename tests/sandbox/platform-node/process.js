import process2, { nextTick, env, argv } from 'node:process';
import os from 'node:os';
console.log(
	process2 === process,
	nextTick === process.nextTick,
	typeof env,
	Array.isArray(argv),
	process.argv.length,
	process.platform,
	typeof process.version,
	process.version.startsWith('v24'),
	typeof process.versions.node,
	typeof process.pid,
	process.exitCode
);
process.stdout.write('no newline, ');
process.stdout.write('then one\nand a second line\n');
console.log(
	typeof process.hrtime.bigint(),
	process.hrtime().length,
	process.hrtime([0, 0]).length,
	typeof process.uptime(),
	typeof process.memoryUsage().heapUsed,
	typeof process.memoryUsage.rss()
);
process.on('exit', () => {});
process.once('uncaughtException', () => {});
console.log(
	process.listenerCount('exit'),
	Object.prototype.toString.call(process),
	typeof process.cwd(),
	process.env.NOT_SET
);
process.env.MODE = 'test';
console.log(process.env.MODE, 'MODE' in process.env);
delete process.env.MODE;
console.log(process.env.MODE);
process.exitCode = 0;
process.stdout.write('called\n', () => console.log('written'));
const before = process.hrtime.bigint();
await new Promise((r) => setTimeout(r, 5));
console.log(process.hrtime.bigint() > before, os.EOL === '\n', os.platform(), typeof os.cpus().length);
process.stdout.write('the last line has no end');
