import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Does a step of set-up only when what it reads has changed since it last succeeded. */
export async function onChange(
	name: string,
	inputs: readonly string[],
	outputs: readonly string[],
	work: () => void | Promise<void>
): Promise<'done' | 'unchanged'> {
	const stamp = path.join(ROOT, '.cache', 'setup', name);
	const wanted = fingerprint(inputs);
	const isThere = outputs.every((output) => existsSync(path.join(ROOT, output)));
	if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 'unchanged';

	await work();
	mkdirSync(path.dirname(stamp), { recursive: true });
	writeFileSync(stamp, wanted);
	return 'done';
}

/** Runs a program of the install with the Node that runs this; stops everything when it fails. */
export function runTool(entry: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
	const status = tryTool(entry, args, env);
	if (status !== 0) process.exit(status);
}

export function tryTool(entry: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): number {
	const run = spawnSync(process.execPath, [path.join(ROOT, entry), ...args], {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...process.env, ...env }
	});
	return run.status ?? 1;
}

/** Names, sizes and contents of everything below the given paths. */
function fingerprint(inputs: readonly string[]): string {
	const hash = createHash('sha256').update(process.version);
	for (const input of inputs) hashInto(hash, path.join(ROOT, input));
	return hash.digest('hex');
}

const NOT_INPUTS = new Set(['generated', 'node_modules']);

function hashInto(hash: ReturnType<typeof createHash>, file: string): void {
	if (!existsSync(file)) return;
	if (statSync(file).isDirectory()) {
		for (const name of readdirSync(file).toSorted()) {
			if (!NOT_INPUTS.has(name)) hashInto(hash, path.join(file, name));
		}
		return;
	}
	hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
}
