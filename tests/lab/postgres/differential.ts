import pg from 'pg';
import type { Outcome } from '#lib/lab/services/postgres/session.ts';
import { Model, type ModelSession } from './model.ts';
import { SETUP, type Step } from './schedules.ts';

const SESSIONS = 4;
const DEADLOCK_TIMEOUT_MS = 10;
/** A wait this long is one: the server has looked for a deadlock and found none. */
const SETTLED_AFTER_MS = 25;

export interface Difference {
	steps: string[];
	real: string[];
	model: string[];
}

interface RealSession {
	client: pg.Client;
	pid: number;
	isBusy: boolean;
	said: string | null;
}

/** A real server with four sessions and one that watches them. */
export class Comparison {
	readonly #watcher: pg.Client;
	readonly #sessions: RealSession[];

	private constructor(watcher: pg.Client, sessions: RealSession[]) {
		this.#watcher = watcher;
		this.#sessions = sessions;
	}

	static async open(url: string): Promise<Comparison> {
		const watcher = await connected(url);
		const sessions: RealSession[] = [];
		for (let i = 0; i < SESSIONS; i++) {
			const client = await connected(url);
			await client.query(`set deadlock_timeout = '${DEADLOCK_TIMEOUT_MS}ms'`);
			const { rows } = await client.query({ text: 'select pg_backend_pid()', rowMode: 'array' });
			sessions.push({ client, pid: Number(rows[0]?.[0]), isBusy: false, said: null });
		}
		return new Comparison(watcher, sessions);
	}

	async close(): Promise<void> {
		await this.#reset();
		await Promise.all(
			[this.#watcher, ...this.#sessions.map((one) => one.client)].map((client) => client.end())
		);
	}

	/**
	 * Null when each step had the same outcome, and the same sessions waited and woke. Where one lock's
	 * release wakes several sessions, the operating system decides which of them goes first: the same
	 * schedule then has several outcomes on the real server, and the model's has to be one of them.
	 */
	async run(steps: readonly Step[], tries = 1): Promise<Difference | null> {
		let difference = await this.#runOnce(steps);
		for (let i = 1; i < tries && difference !== null; i++) {
			if ((await this.#runOnce(steps)) === null) difference = null;
		}
		return difference;
	}

	async #runOnce(steps: readonly Step[]): Promise<Difference | null> {
		await this.#reset();
		const model = new Model();
		const models = this.#sessions.map(() => model.connect());
		for (const text of SETUP) {
			await this.#watcher.query(text);
			models[0]?.start(text);
		}
		for (const one of models) one.outcome = null;
		const issued: string[] = [];
		for (const { session, text } of steps) {
			const real = this.#sessions[session];
			const ours = models[session];
			if (!real || !ours || real.isBusy) continue;
			issued.push(`${session}> ${text}`);
			ours.start(text);
			model.pass(1500);
			start(real, text);
			await this.#settled();
			const said = this.#sessions.map((one) => one.said ?? (one.isBusy ? 'waits' : ''));
			const modelled = models.map((one, i) => (this.#sessions[i] ? saidBy(one) : ''));
			if (said.join('\n') !== modelled.join('\n')) {
				return { steps: issued, real: said, model: modelled };
			}
			for (const one of this.#sessions) one.said = null;
			for (const one of models) one.outcome = null;
		}
		return null;
	}

	/** Until every session has answered, or has waited long enough. */
	async #settled(): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, 1));
		for (;;) {
			const busy = this.#sessions.filter((one) => one.isBusy);
			if (busy.length === 0) return;
			const { rows } = await this.#watcher.query({
				text: `select distinct pid from pg_locks where not granted and clock_timestamp() - waitstart > $1::interval`,
				values: [`${SETTLED_AFTER_MS} ms`],
				rowMode: 'array'
			});
			const waiting = new Set(rows.map((row) => Number(row[0])));
			if (busy.every((one) => waiting.has(one.pid) || !one.isBusy)) return;
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
	}

	async #reset(): Promise<void> {
		for (const one of this.#sessions) {
			if (one.isBusy) await this.#watcher.query('select pg_cancel_backend($1)', [one.pid]);
		}
		await Promise.all(this.#sessions.map((one) => one.client.query('rollback')));
		for (const one of this.#sessions) one.said = null;
	}
}

async function connected(url: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url, types: { getTypeParser: () => String } });
	await client.connect();
	return client;
}

function start(session: RealSession, text: string): void {
	session.isBusy = true;
	session.said = null;
	session.client.query({ text, rowMode: 'array' }).then(
		({ command, rowCount, rows }) => answered(session, line(command, rowCount, rows)),
		(error: unknown) => {
			if (!(error instanceof pg.DatabaseError)) throw error;
			answered(session, errorLine(error));
		}
	);
}

function answered(session: RealSession, said: string): void {
	session.isBusy = false;
	session.said = said;
}

function saidBy({ outcome, isBusy }: ModelSession): string {
	if (isBusy) return 'waits';
	if (outcome === null) return '';
	if (outcome.error) return errorLine(outcome.error);
	const result: Outcome['results'][number] | undefined = outcome.results[0];
	return result ? line(result.command, result.rowCount, result.rows) : '';
}

function line(command: string, rowCount: number | null, rows: readonly unknown[]): string {
	return `${command.split(' ', 1)[0]} ${rowCount} ${JSON.stringify(rows)}`;
}

/** Numbers of processes and oids differ; everything else of an error is compared. */
function errorLine(error: {
	code?: string;
	message: string;
	detail?: string;
	constraint?: string;
	where?: string;
}): string {
	const detail = error.code === '40P01' ? '' : (error.detail ?? '').replaceAll(/pivot \d+/g, 'pivot');
	return [error.code, error.message, detail, error.constraint ?? '', error.where ?? ''].join(' | ');
}
