import * as v from 'valibot';
import type { TakeFuel } from '../key-derivation.ts';
import { parseMessage } from '../guest-messages.ts';
import type { PostgresServer, StatementAnswer } from './server.ts';

const requestSchema = v.variant('operation', [
	v.object({ operation: v.literal('begin'), setup: v.array(v.string()), nowMs: v.number() }),
	v.object({
		operation: v.literal('query'),
		text: v.string(),
		values: v.nullable(v.array(v.nullable(v.string()))),
		nowMs: v.number()
	}),
	v.object({ operation: v.literal('reset'), nowMs: v.number() })
]);

/**
 * How one run reaches the PostgreSQL beside its machine: a request and its answer are JSON. What a
 * statement works is taken from the fuel of the run, so that SQL has an end as any other code has.
 */
export class PostgresDoor {
	/** Somebody knocked, and there is no server yet: the run is to begin again with one. */
	isWanted = false;
	readonly #server: PostgresServer | null;
	readonly #seed: number;
	#hasBegun = false;

	constructor(server: PostgresServer | null, seed: number) {
		this.#server = server;
		this.#seed = seed;
	}

	call(body: string, fuel: { left: () => number; take: TakeFuel }): string {
		const request = parseMessage(requestSchema, body);
		if (!request) throw new Error('The machine asked PostgreSQL for something it does not know.');
		if (!this.#server) {
			this.isWanted = true;
			throw new Error('PostgreSQL is not there yet.');
		}
		if (request.operation !== 'begin' && !this.#hasBegun) throw new Error('PostgreSQL has not been begun.');
		const answer =
			request.operation === 'begin'
				? this.#begin(this.#server, request.setup, request.nowMs, fuel)
				: request.operation === 'query'
					? this.#server.run(request, request.nowMs, fuel.left())
					: this.#server.run({ text: 'ROLLBACK', values: null }, request.nowMs, fuel.left());
		fuel.take(answer.fuel);
		return JSON.stringify(answer);
	}

	#begin(
		server: PostgresServer,
		setup: readonly string[],
		nowMs: number,
		fuel: { left: () => number }
	): StatementAnswer {
		this.#hasBegun = true;
		return server.begin({ setup, nowMs, seed: this.#seed, fuel: fuel.left() });
	}
}
