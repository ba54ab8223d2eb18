import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { PgliteBackend } from './pglite-backend.ts';
import type { Backend } from './session.ts';

export const ENGINES = ['pglite', 'sessions'] as const;
export type Engine = (typeof ENGINES)[number];

/** What a server needs of the node it stands on; whichever process of it runs. */
export interface Surroundings {
	/** Of the clock on the node's wall. */
	now(): number;
	/** Gives what takes it back. */
	setTimer(delayMs: number, callback: () => void): () => void;
}

/** @param setup statements that have been run before anybody connects. Throws what the server says against one. */
export function openBackend(engine: Engine, surroundings: Surroundings, setup: readonly string[]): Backend {
	if (engine === 'sessions') throw new LabUnsupportedError("lab.postgres option engine: 'sessions'");
	return new PgliteBackend(surroundings, setup);
}
