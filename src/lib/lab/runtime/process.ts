import { EventEmitter } from './emitter.ts';
import { ownElapsedMs } from './clock.ts';
import { printLines } from './console.ts';
import { defineOn } from './host.ts';
import { withCode } from './node-errors.ts';
import { nextTick } from './ticks.ts';
import { turn } from './turn.ts';

/**
 * Node's `process`, as far as a program in this machine has one. What it tells is the same in each
 * run, time is virtual, and its events are never emitted: a run ends by itself.
 */
const NANOSECONDS_PER_MS = 1_000_000n;
const nanoseconds = () => BigInt(Math.round(ownElapsedMs() * 1_000)) * 1_000n + NANOSECONDS_PER_MS;

const hrtime = Object.assign(
	(earlier?: readonly [number, number]): [number, number] => {
		const now = nanoseconds();
		const [seconds, rest] = [Number(now / 1_000_000_000n), Number(now % 1_000_000_000n)];
		if (!earlier) return [seconds, rest];
		const difference = [seconds - earlier[0], rest - earlier[1]] as const;
		return difference[1] < 0 ? [difference[0] - 1, difference[1] + 1_000_000_000] : [...difference];
	},
	{ bigint: nanoseconds }
);

/** Writes are lines of output; what has no end of line yet waits for it. */
function outputStream(level: 'log' | 'error', fd: number) {
	return {
		isTTY: false,
		writable: true,
		fd,
		columns: 80,
		write(text: unknown, encoding?: unknown, done?: unknown): boolean {
			printLines(level, typeof text === 'string' ? text : new TextDecoder().decode(Object(text)));
			const callback = typeof encoding === 'function' ? encoding : done;
			if (typeof callback === 'function') nextTick(callback);
			return true;
		},
		end: (text?: unknown) => {
			if (text !== undefined) printLines(level, String(text));
		},
		on: () => undefined,
		once: () => undefined,
		emit: () => false
	};
}

const MEMORY = {
	rss: 50_000_000,
	heapTotal: 6_000_000,
	heapUsed: 4_000_000,
	external: 1_500_000,
	arrayBuffers: 10_000
};

const members = {
	title: 'node',
	env: {},
	argv: ['/usr/local/bin/node', '/main.ts'],
	argv0: 'node',
	execArgv: [],
	execPath: '/usr/local/bin/node',
	platform: 'linux',
	arch: 'x64',
	version: 'v24.0.0',
	versions: { node: '24.0.0', quickjs: '2025-09-13' },
	release: { name: 'node' },
	pid: 1,
	ppid: 0,
	exitCode: undefined,
	features: {},
	config: {},
	stdout: outputStream('log', 1),
	stderr: outputStream('error', 2),
	cwd: () => '/',
	umask: () => 0o22,
	uptime: () => ownElapsedMs() / 1_000,
	hrtime,
	/** The same in each run: what a program needs is not measured here. */
	memoryUsage: Object.assign(() => ({ ...MEMORY }), { rss: () => MEMORY.rss }),
	cpuUsage: () => ({ user: Math.round(ownElapsedMs() * 1_000), system: 0 }),
	resourceUsage: () => ({ userCPUTime: Math.round(ownElapsedMs() * 1_000), systemCPUTime: 0 }),
	nextTick,
	emitWarning(warning: unknown, kind?: unknown) {
		const name = typeof kind === 'string' ? kind : 'Warning';
		const text =
			warning instanceof Error ? `${warning.name}: ${warning.message}` : `${name}: ${String(warning)}`;
		printLines('error', `(node:1) ${text}\n`);
	},
	exit(code?: number) {
		if (turn.owner?.exit(Number(code ?? 0))) throw new Error('process.exit()');
		throw withCode(
			new Error(`process.exit(${code ?? 0}) does not end a run here; return instead.`),
			'ERR_WORKER_UNSUPPORTED_OPERATION'
		);
	},
	abort() {
		throw new Error('process.abort() does not end a run here; throw instead.');
	},
	chdir() {
		throw new Error('process.chdir() is not available here: there is no file system.');
	},
	kill() {
		throw new Error('process.kill() is not available here: there is one process.');
	}
};

export const process: typeof members & InstanceType<typeof EventEmitter> = Object.assign(
	new EventEmitter(),
	members
);
/** Each node of the lab has an environment of its own. */
Object.defineProperty(process, 'env', {
	get: () => turn.owner?.env ?? members.env,
	set: (value: object) => {
		members.env = value;
	},
	enumerable: true,
	configurable: true
});
for (const [name, value] of Object.entries(members))
	if (typeof value === 'function') defineOn(process, name, value);
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

/** What stands in the module `node:process` beside the object itself. */
export const processExports: Record<string, unknown> = members;
