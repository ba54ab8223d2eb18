import { splitStatements } from '../../../domain/sql-statements.ts';
import { errorFrom } from './client/messages.ts';
import { PgliteBackend } from './pglite-backend.ts';
import type { Backend } from './session.ts';
import type { OnState } from './sessions/images.ts';
import { sessionsBackend } from './sessions/sessions-backend.ts';

export const ENGINES = ['pglite', 'sessions'] as const;
export type Engine = (typeof ENGINES)[number];

/** Whom figures leave out: the checks that look, and the set-up. */
export const ONLOOKER = 'lab (looks on)';

/** What a server needs of the node it stands on; whichever process of it runs. */
export interface Surroundings {
	/** Of the node. */
	name: string;
	/** Of the clock on the node's wall. */
	now(): number;
	/** Gives what takes it back. */
	setTimer(delayMs: number, callback: () => void): () => void;
	/** What figures draw; null when nobody looks. */
	onState: OnState | null;
}

/** @param setup statements that have been run before anybody connects. Throws what the server says against one. */
export function openBackend(engine: Engine, surroundings: Surroundings, setup: readonly string[]): Backend {
	if (engine === 'pglite') return new PgliteBackend(surroundings, setup);
	const { name, onState } = surroundings;
	const backend = sessionsBackend({ name, clock: surroundings, ...(onState && { onState }) });
	setUp(backend, setup);
	return backend;
}

function setUp(backend: Backend, setup: readonly string[]): void {
	if (setup.length === 0) return;
	const session = backend.connect({
		processId: SET_UP_PROCESS_ID,
		user: 'postgres',
		database: 'postgres',
		applicationName: ONLOOKER,
		onNotification: () => undefined
	});
	for (const { text } of setup.flatMap(splitStatements))
		session.run({ text, values: null }, ({ error }) => {
			if (error) throw errorFrom(error);
		});
	session.end();
}

/** Before all that clients get. */
const SET_UP_PROCESS_ID = 100;
