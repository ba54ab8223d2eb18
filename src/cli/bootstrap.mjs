/**
 * The door of every npm script. Runs on any Node from 18 on: installs what package-lock.json says,
 * then hands over to the Node 24 that came with the install.
 *
 *   node src/cli/bootstrap.mjs <start|dev|test|build|bench|judge|verify> [arguments]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = path.join(root, 'node_modules', '.hotpath', 'installed');
const COMMANDS = ['start', 'dev', 'test', 'build', 'bench', 'judge', 'verify'];
const NODE_NEEDED = [24, 15];

const [command, ...rest] = process.argv.slice(2);
if (!COMMANDS.includes(command)) stop(`Unknown command ${command ?? ''}. Known: ${COMMANDS.join(', ')}.`);

install();
const run = spawnSync(findNode(), [path.join(root, 'src', 'cli', `${command}.ts`), ...rest], {
	cwd: root,
	stdio: 'inherit'
});
process.exit(run.status ?? 1);

/** Installs once per lockfile. An interrupted install leaves no stamp and is done again. */
function install() {
	const wanted = createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

	// To the side of what a command prints.
	console.error('Installing packages. The first time takes about half a minute.');
	// Not `npm ci`: it refuses a lockfile that does not list the binaries of every other platform, and
	// a registry need not have them. This installs the locked versions and leaves the lockfile alone.
	const npm = spawnSync('npm', ['install', '--no-save', '--loglevel=error'], {
		cwd: root,
		stdio: ['inherit', process.stderr.fd, 'inherit'],
		shell: process.platform === 'win32'
	});
	if (npm.status !== 0)
		stop('npm install failed; its message is above. Mend that, then run the same command again.');
	mkdirSync(path.dirname(stamp), { recursive: true });
	writeFileSync(stamp, wanted);
}

/** The Node of the install; else this one, if it is new enough. */
function findNode() {
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const installed = path.join(root, 'node_modules', '.bin', name);
	if (existsSync(installed)) return installed;

	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]))
		return process.execPath;
	return stop(
		`Hotpath runs on Node ${NODE_NEEDED.join('.')} or newer. It comes with the install on Linux and Windows, ` +
			`but not on ${process.platform} ${process.arch}: install it from https://nodejs.org and try again.`
	);
}

function stop(message) {
	console.error(message);
	process.exit(1);
}
