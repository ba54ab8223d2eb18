/**
 * The process in which types are checked. A thread would not do: one text of some hundred megabytes,
 * which a type of four lines makes, is more than an engine can refuse in time, and it ends the whole
 * process. So this one holds nothing else. Its own thread only passes messages on, and thereby sees
 * when the server is gone, however busy the compiler is.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { TYPES } from '../../domain/limits.ts';
import type { TypeRequest } from '../../authoring/types/type-report.ts';
import type { TypeAnswer } from './type-worker.ts';

const worker = new Worker(path.join(import.meta.dirname, 'type-worker.js'), {
	env: {},
	stdin: false,
	resourceLimits: {
		maxOldGenerationSizeMb: TYPES.memoryMbMax,
		maxYoungGenerationSizeMb: 32,
		stackSizeMb: 8
	}
});

const tell = (answer: TypeAnswer) => process.send?.(answer);

worker.on('message', tell);
worker.on('error', (error: Error & { code?: string }) => {
	tell(
		error.code === 'ERR_WORKER_OUT_OF_MEMORY'
			? { kind: 'failed', cause: 'memory', reason: error.message }
			: { kind: 'failed', cause: 'unknown', reason: error.message }
	);
});
worker.on('exit', () => process.disconnect());

process.on('message', (request: TypeRequest) => worker.postMessage(request));
process.on('disconnect', () => process.exit());
