/**
 * The thread in which types are checked: a compiler that stays warm, one request after the other.
 * Types are programs, too, so whoever started it must be ready to end it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import typescript from 'typescript';
import { assert } from '../../domain/assert.ts';
import { checkRequest } from '../../authoring/types/check-request.ts';
import type { TypeReport, TypeRequest } from '../../authoring/types/type-report.ts';
import { createWarmService, type Declarations } from '../../authoring/types/warm-service.ts';

export type TypeAnswer =
	| { kind: 'ready' }
	| { kind: 'done'; report: TypeReport }
	| { kind: 'failed'; cause: 'depth' | 'memory' | 'unknown'; reason: string };

/** Beside this file, as the build put it there. */
const DECLARATIONS = 'declarations.json';

const port = parentPort;
assert(port, 'the type worker runs in a thread');
const answer = (message: TypeAnswer) => port.postMessage(message);

const textOf = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');
const declarations: Omit<Declarations, 'libraryTypes'> = JSON.parse(textOf(DECLARATIONS));
const warm = createWarmService(typescript, {
	...declarations,
	libraryTypes: (library) => textOf(`types-${library}.txt`)
});
// The language is read once, before anybody waits for it.
checkRequest(typescript, warm, {
	files: {},
	checks: "import { expectTypeOf } from 'vitest';\nexpectTypeOf(1);"
});
answer({ kind: 'ready' });

port.on('message', (request: TypeRequest) => {
	try {
		answer({ kind: 'done', report: checkRequest(typescript, warm, request) });
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		answer({ kind: 'failed', cause: error instanceof RangeError ? 'depth' : 'unknown', reason });
	}
});
