import type { Logger } from 'pino';
import { STUDIO } from '../../domain/limits.ts';

/** How far some work is, and what came of it. */
export type WorkState<Value> =
	{ state: 'running'; done: number; total: number } | { state: 'done'; value: Value };

/**
 * Work of minutes that an instructor asked for, such as a proof: each key once at a time, a few at once, and the
 * newest results kept for who asks. It is gone with its process; who finds nothing asks again.
 */
export interface LongWork<Value> {
	/** False when as much as may is under way. */
	start: (key: string, run: (onProgress: (done: number, total: number) => void) => Promise<Value>) => boolean;
	/** Null when nothing of that key is known. */
	find: (key: string) => WorkState<Value> | null;
}

export function createLongWork<Value>(log: Logger): LongWork<Value> {
	const states = new Map<string, WorkState<Value>>();
	const runningCount = () => [...states.values()].filter(({ state }) => state === 'running').length;
	const set = (key: string, state: WorkState<Value>) => {
		states.delete(key);
		states.set(key, state);
		const oldest = [...states].find(([, each]) => each.state === 'done');
		if (states.size > STUDIO.resultsMax && oldest) states.delete(oldest[0]);
	};
	return {
		start(key, run) {
			if (states.get(key)?.state === 'running') return true;
			if (runningCount() >= STUDIO.workAtOnceMax) return false;
			set(key, { state: 'running', done: 0, total: 0 });
			run((done, total) => set(key, { state: 'running', done, total })).then(
				(value) => set(key, { state: 'done', value }),
				(error: unknown) => {
					// A pool that is closed or full: nothing is known then, and the author asks again.
					states.delete(key);
					log.error({ err: error, key }, 'the work of an instructor was not done');
				}
			);
			return true;
		},
		find: (key) => states.get(key) ?? null
	};
}
