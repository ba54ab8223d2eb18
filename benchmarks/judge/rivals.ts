import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../tests/support/source-files.ts';
import { CHECKS_FILE, CORPUS } from './corpus.ts';
import type { RivalAnswer, RivalKind } from './v8-rival.ts';

/** A process that judges the corpus each time it is asked. */
export interface Rival {
	/** Null when it cannot run here; the reason has been said. */
	round: () => Promise<RivalAnswer['runs'] | null>;
	close: () => void;
}

export function startRival(kind: RivalKind): Rival {
	let child: ChildProcess | null = fork(path.join(import.meta.dirname, 'v8-rival.ts'), [kind], {
		// Isolates share V8 with Node, whose own startup snapshot they cannot be made from.
		execArgv: ['--no-node-snapshot'],
		cwd: ROOT,
		stdio: ['ignore', 'ignore', 'ignore', 'ipc']
	});
	const close = () => {
		child?.kill();
		child = null;
	};
	return {
		async round() {
			const answer = child && (await ask(child));
			if (!answer) return null;
			if (!answer.error) return answer.runs;
			console.log(`${kind} is left out: ${answer.error}`);
			close();
			return null;
		},
		close
	};
}

function ask(child: ChildProcess): Promise<RivalAnswer> {
	return new Promise((resolve) => {
		const ended = (code: number | null, signal: string | null) =>
			resolve({ runs: [], error: `its process ended (${signal ?? code}).` });
		child.once('exit', ended);
		child.once('message', (answer: RivalAnswer) => {
			child.off('exit', ended);
			resolve(answer);
		});
		child.send('round');
	});
}

/** Milliseconds of one process of Vitest over the whole corpus, or over one exercise of it. */
export function vitestMs({ slug, isIsolated }: { slug: string | null; isIsolated: boolean }): number {
	const folder = path.join(ROOT, '.cache', 'bench');
	mkdirSync(folder, { recursive: true });
	const config = path.join(folder, `vitest-${isIsolated ? 'isolated' : 'shared'}.config.mjs`);
	const settings = {
		root: CORPUS,
		cacheDir: path.join(folder, 'vite'),
		test: {
			include: [`${slug ?? '*'}/${CHECKS_FILE}`],
			pool: 'forks',
			maxWorkers: 1,
			fileParallelism: false,
			isolate: isIsolated
		}
	};
	writeFileSync(config, `export default ${JSON.stringify(settings)};`);
	const startedAt = performance.now();
	const { status, stdout } = spawnSync(
		process.execPath,
		[path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config],
		{ encoding: 'utf8', env: { ...process.env, VITEST: '' } }
	);
	const ms = performance.now() - startedAt;
	if (status !== 0) console.log(`Vitest does not accept ${slug ?? 'the corpus'}:\n${stdout}`);
	return ms;
}
