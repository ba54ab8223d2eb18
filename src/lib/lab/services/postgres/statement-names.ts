import type { FromClient } from './protocol.ts';
import type { ServerMessage } from './session.ts';

type Request = Extract<FromClient, { kind: 'query' | 'execute' | 'sync' }>;

/** What is to be run for a request; without a text nothing is. */
type Prepared = { text: string | null; values: readonly (string | null)[] | null } | { error: ServerMessage };

/** The statements that a client has prepared by name, for as long as its session lasts. */
export class StatementNames {
	readonly #texts = new Map<string, string>();

	queryOf(request: Request): Prepared {
		if (request.kind === 'sync') return { text: null, values: null };
		if (request.kind === 'query') return { text: request.text, values: null };
		const { name, text, values } = request;
		const known = name === '' ? undefined : this.#texts.get(name);
		if (text === null) return known === undefined ? { error: unknown(name) } : { text: known, values };
		return known === undefined ? { text, values } : { error: existing(name) };
	}

	/**
	 * After it has run. @returns whether the statement was understood, and is kept from now on: an error of
	 * its analysis (class 42) is told before one of its execution.
	 */
	note(request: Request, error: ServerMessage | null): boolean {
		if (request.kind === 'query') {
			if (!error && FORGETTING.test(request.text)) this.#texts.clear();
			return false;
		}
		if (request.kind !== 'execute' || request.text === null) return false;
		const isParsed = error === null || !/^(?:42|26|0A|25P02)/.test(error.code);
		if (isParsed && request.name !== '') this.#texts.set(request.name, request.text);
		return isParsed;
	}
}

const FORGETTING = /^\s*(?:discard\s+all|deallocate\s+(?:prepare\s+)?all)\b/i;

function unknown(name: string): ServerMessage {
	return { severity: 'ERROR', code: '26000', message: `prepared statement "${name}" does not exist` };
}

function existing(name: string): ServerMessage {
	return { severity: 'ERROR', code: '42P05', message: `prepared statement "${name}" already exists` };
}
