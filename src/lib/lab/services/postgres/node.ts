import { simulation } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import type { LabNode, NodeDefinition } from '../../kernel/node.ts';
import type { Process } from '../../kernel/process.ts';
import type { Simulation } from '../../kernel/simulation.ts';
import { ENGINES, ONLOOKER, openBackend, type Engine } from './backends.ts';
import { errorFrom } from './client/messages.ts';
import { parameterOf, rowsOf } from './client/rows.ts';
import { PostgresInstance, type Storage } from './instance.ts';
import type { Backend, Outcome, Query, Session } from './session.ts';

export interface PostgresOptions {
	/** Of the node, by which clients reach it: `postgres`. */
	name?: string;
	/** `pglite`: a real PostgreSQL with one session for all. `sessions`: a model with many, for a part of SQL. */
	engine?: Engine;
	/** Statements that have been run before anybody connects. */
	setup?: string | readonly string[];
	/** `max_connections`: 100. */
	maxConnections?: number;
	/** How long after a crash it starts again; by itself never, when nothing is said. */
	restartAfterMs?: number;
}

const OPTIONS = ['name', 'engine', 'setup', 'maxConnections', 'restartAfterMs'];
const CONNECTIONS_USUAL = 100;

/** What checks and scenarios hold of it. */
export interface PostgresHandle {
	readonly name: string;
	readonly isUp: boolean;
	/** Runs at once, without a network, in a session of its own: to look, in checks and invariants. */
	query(text: string, values?: readonly unknown[]): Record<string, unknown>[];
	crash(): void;
	losePower(): void;
	start(): void;
	stop(): void;
}

/** A node of PostgreSQL: its data, which each of its processes finds again. */
class PostgresNode {
	readonly name: string;
	readonly #engine: Engine;
	readonly #setup: readonly string[];
	readonly #maxConnections: number;
	#process: Process | null = null;
	#storage: Storage | null = null;

	constructor({ name = 'postgres', engine = 'pglite', setup = [], maxConnections }: PostgresOptions) {
		this.name = name;
		this.#engine = engine;
		this.#setup = typeof setup === 'string' ? [setup] : setup;
		this.#maxConnections = maxConnections ?? CONNECTIONS_USUAL;
	}

	definition(restartAfterMs: number | null): NodeDefinition {
		return {
			name: this.name,
			kind: 'postgres',
			group: this.name,
			restartAfterMs,
			start: (process) => {
				this.#process = process;
				if (this.#engine === 'pglite') expectFirst(process);
				new PostgresInstance(process, this.storage, this.#maxConnections);
			}
		};
	}

	get storage(): Storage {
		this.#storage ??= this.#open();
		return this.#storage;
	}

	#open(): Storage {
		const running = () => {
			if (!this.#process) throw new Error(`${this.name} has not been started.`);
			return this.#process;
		};
		let processId = FIRST_PROCESS_ID;
		return {
			backend: openBackend(this.#engine, running, this.#setup),
			nextProcessId: () => processId++
		};
	}
}

/** The host has one server. */
const nodesOfPglite = new WeakMap<Simulation, string>();

function expectFirst({ name, simulation: running }: Process): void {
	const first = nodesOfPglite.get(running) ?? name;
	if (first !== name)
		throw new LabUnsupportedError(
			'a second PostgreSQL with the engine "pglite"',
			"Give the others lab.postgres({ engine: 'sessions' })."
		);
	nodesOfPglite.set(running, name);
}

/** As the first sessions of a server that has just been started. */
const FIRST_PROCESS_ID = 101;

function openSession({ backend, nextProcessId }: { backend: Backend; nextProcessId(): number }): Session {
	return backend.connect({
		processId: nextProcessId(),
		user: 'postgres',
		database: 'postgres',
		applicationName: ONLOOKER,
		onNotification: () => undefined
	});
}

/** Of a statement that does not wait. */
function outcomeOf(session: Session, query: Query): Outcome {
	const given: Outcome[] = [];
	session.run(query, (outcome) => given.push(outcome));
	const [outcome] = given;
	if (!outcome) {
		session.end();
		throw new Error(
			`query() cannot wait, and this would have to until a client's transaction has ended: ${query.text}. ` +
				'With the engine "pglite" look when no transaction is open, as in lab.eventually() or after lab.run().'
		);
	}
	return outcome;
}

/** The PostgreSQL that is there when nobody put one there. */
export function localPostgres(): NodeDefinition {
	return new PostgresNode({}).definition(null);
}

/** Adds a PostgreSQL to the lab. */
export function postgresService(options: PostgresOptions = {}): PostgresHandle {
	for (const name of Object.keys(options))
		if (!OPTIONS.includes(name)) throw new LabUnsupportedError(`lab.postgres option "${name}"`);
	const { engine = 'pglite', restartAfterMs = null, maxConnections = CONNECTIONS_USUAL } = options;
	if (!ENGINES.includes(engine))
		throw new RangeError(`lab.postgres option "engine" is 'pglite' or 'sessions', not '${engine}'.`);
	if (!(Number.isInteger(maxConnections) && maxConnections > 0))
		throw new RangeError('lab.postgres option "maxConnections" is how many clients there may be: 1 or more.');
	const member = new PostgresNode(options);
	return handleOf(member, simulation().addNode(member.definition(restartAfterMs)));
}

function handleOf(member: PostgresNode, node: LabNode): PostgresHandle {
	const query = (text: string, values?: readonly unknown[]) => {
		if (!node.process) throw new Error(`${member.name} is down: nothing can be read from it.`);
		const session = openSession(member.storage);
		const parameters = values ? values.map(parameterOf) : null;
		const { results, error, transactionStatus } = outcomeOf(session, { text, values: parameters });
		session.end();
		if (error) throw errorFrom(error);
		if (transactionStatus !== 'I')
			throw new Error('query() leaves no transaction open: what it had begun is rolled back.');
		return rowsOf(results.at(-1));
	};
	return {
		name: member.name,
		query,
		crash: () => node.crash('fault'),
		losePower: () => node.losePower(),
		start: () => node.start(),
		stop: () => node.stop(),
		get isUp() {
			return node.process !== null;
		}
	};
}
