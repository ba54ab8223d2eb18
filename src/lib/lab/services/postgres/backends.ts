import { splitStatements } from '../../../domain/sql-statements.ts';
import type { Process } from '../../kernel/process.ts';
import { errorFrom } from './client/messages.ts';
import { PgliteBackend } from './pglite-backend.ts';
import type { Backend, ServerMessage } from './session.ts';
import type { OnState } from './sessions/images.ts';
import { sessionsBackend } from './sessions/sessions-backend.ts';

export const ENGINES = ['pglite', 'sessions'] as const;
export type Engine = (typeof ENGINES)[number];

/** What a server needs of the node it stands on; whichever process of it runs. */
export interface Surroundings {
	/** Of the clock on the node's wall. */
	now(): number;
	/** Gives what takes it back. */
	setTimer(delayMs: number, callback: () => void): () => void;
}

/** Whom figures leave out: the checks that look, and the set-up. */
export const ONLOOKER = 'lab (looks on)';

/**
 * @param running the process of the node that runs at the moment.
 * @param setup statements that have been run before anybody connects. Throws what the server says against one.
 */
export function openBackend(engine: Engine, running: () => Process, setup: readonly string[]): Backend {
	const clock: Surroundings = {
		now: () => running().now(),
		setTimer: (delayMs, callback) => running().setTimer(delayMs, callback)
	};
	if (engine === 'pglite') return new PgliteBackend(clock, setup);
	const { name, simulation } = running();
	const backend = sessionsBackend({
		name,
		clock,
		onState: simulation.recorder.isTraced ? stateOf(running) : undefined
	});
	prepare(backend, setup);
	return backend;
}

function stateOf(running: () => Process): OnState {
	return (key, operation, value) => {
		if (key.includes(ONLOOKER)) return;
		if (value === null) running().state(key, operation);
		else running().image(key, value);
	};
}

function prepare(backend: Backend, setup: readonly string[]): void {
	const session = backend.connect({
		processId: 1,
		user: 'postgres',
		database: 'postgres',
		applicationName: ONLOOKER,
		onNotification: () => undefined
	});
	for (const { text } of setup.flatMap(splitStatements)) {
		const said: (ServerMessage | null)[] = [];
		session.run({ text, values: null }, ({ error }) => said.push(error));
		if (said[0]) throw errorFrom(said[0]);
	}
	session.end();
}
