import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import { answerLabel } from './labels.ts';
import { isFromClient, type FromClient, type FromServer } from './protocol.ts';
import type { Backend, Outcome, ServerMessage, Session } from './session.ts';
import { StatementNames } from './statement-names.ts';
import { settingsOf } from './startup-settings.ts';

export const POSTGRES_PORT = 5432;

type Request = Extract<FromClient, { kind: 'query' | 'execute' | 'sync' }>;

/** A client's connection, as the server holds it. */
interface Link {
	readonly connection: Connection;
	readonly processId: number;
	readonly secretKey: number;
	/** Null until the client has said who it is. */
	session: Session | null;
	readonly names: StatementNames;
	/** What came while another statement was still running. */
	readonly backlog: { request: Request; message: number }[];
	isBusy: boolean;
	isPumping: boolean;
	/** The client has gone while a statement of it was running. */
	isGone: boolean;
	status: Outcome['transactionStatus'];
	idleInTransactionMs: number;
	stopIdleTimer: (() => void) | null;
}

/** What outlives the processes of a node: its data, and the numbers its sessions have had. */
export interface Storage {
	readonly backend: Backend;
	nextProcessId(): number;
}

/** One incarnation of a PostgreSQL: its clients, and the sessions the backend has for them. */
export class PostgresInstance {
	readonly #process: Process;
	readonly #storage: Storage;
	readonly #maxConnections: number;
	readonly #links = new Set<Link>();

	constructor(process: Process, storage: Storage, maxConnections: number) {
		this.#process = process;
		this.#storage = storage;
		this.#maxConnections = maxConnections;
		process.listen(POSTGRES_PORT, (connection) => this.#accept(connection));
		// What was not committed is gone with the process.
		process.onEnd(() => {
			const links = [...this.#links];
			this.#links.clear();
			for (const { session } of links) session?.end();
		});
	}

	#accept(connection: Connection): void {
		const link: Link = {
			connection,
			processId: this.#storage.nextProcessId(),
			secretKey: 1 + this.#process.random.below(2_147_483_647),
			session: null,
			names: new StatementNames(),
			backlog: [],
			isBusy: false,
			isPumping: false,
			isGone: false,
			status: 'I',
			idleInTransactionMs: 0,
			stopIdleTimer: null
		};
		connection.onMessage = (payload, message) => {
			if (!isFromClient(payload))
				throw new TypeError('a client of PostgreSQL sends messages of its protocol');
			this.#take(link, payload, message);
		};
		connection.onClose = () => this.#leave(link);
	}

	#take(link: Link, request: FromClient, message: number): void {
		switch (request.kind) {
			case 'startup':
				return this.#start(link, request.parameters, message);
			case 'cancel':
				return this.#cancel(request);
			case 'terminate':
				link.connection.close();
				return this.#leave(link);
			default:
				link.backlog.push({ request, message });
				this.#pump(link);
		}
	}

	#start(link: Link, parameters: Readonly<Record<string, string | undefined>>, message: number): void {
		const { user = '', database = user, application_name: applicationName = '' } = parameters;
		const active = [...this.#links].filter(({ session }) => session !== null).length;
		if (active >= this.#maxConnections) return this.#turnAway(link, TOO_MANY_CLIENTS, message);
		if (user === '') return this.#turnAway(link, NO_USER, message);
		this.#links.add(link);
		const { processId, secretKey } = link;
		const session = this.#storage.backend.connect({
			processId,
			user,
			database,
			applicationName,
			onNotification: (notification) => this.#send(link, { kind: 'notification', notification }, null)
		});
		link.session = session;
		link.idleInTransactionMs = Number(parameters['idle_in_transaction_session_timeout'] ?? 0);
		const settings = settingsOf(parameters);
		if (settings === '') return this.#send(link, { kind: 'started', processId, secretKey }, message);
		session.run({ text: settings, values: null }, ({ error }) => {
			if (error) this.#turnAway(link, { ...error, severity: 'FATAL' }, message);
			else this.#send(link, { kind: 'started', processId, secretKey }, message);
		});
	}

	#turnAway(link: Link, error: ServerMessage, message: number | null): void {
		this.#send(link, { kind: 'fatal', error }, message);
		link.connection.close();
		this.#leave(link);
	}

	#cancel({ processId, secretKey }: { processId: number; secretKey: number }): void {
		for (const link of this.#links)
			if (link.processId === processId && link.secretKey === secretKey) link.session?.cancel();
	}

	/** A statement that runs goes on without its client, and holds its locks for as long. */
	#leave(link: Link): void {
		link.stopIdleTimer?.();
		if (link.isBusy) {
			link.isGone = true;
			return;
		}
		this.#links.delete(link);
		link.session?.end();
		link.session = null;
	}

	#pump(link: Link): void {
		if (link.isPumping) return;
		link.isPumping = true;
		while (!link.isBusy) {
			const next = link.backlog.shift();
			if (!next || !link.session) break;
			link.stopIdleTimer?.();
			link.stopIdleTimer = null;
			link.isBusy = true;
			this.#execute(link, next.request, next.message);
		}
		link.isPumping = false;
	}

	#execute(link: Link, request: Request, message: number): void {
		const { names, status } = link;
		const query = names.queryOf(request);
		if ('error' in query)
			return this.#answer(link, request, { message, outcome: outcomeOf(query.error, status) });
		if (query.text === null)
			return this.#answer(link, request, { message, outcome: outcomeOf(null, status) });
		const { text, values } = query;
		link.session?.run({ text, values }, (outcome) => this.#answer(link, request, { message, outcome }));
	}

	#answer(link: Link, request: Request, { message, outcome }: { message: number; outcome: Outcome }): void {
		link.isBusy = false;
		if (link.isGone) return this.#leave(link);
		link.status = outcome.transactionStatus;
		if (outcome.error?.severity === 'FATAL') return this.#turnAway(link, outcome.error, message);
		const isParsed = link.names.note(request, outcome.error);
		this.#send(link, { kind: 'outcome', outcome, isParsed }, message);
		this.#watchIdle(link);
		this.#pump(link);
	}

	#watchIdle(link: Link): void {
		if (link.idleInTransactionMs <= 0 || link.status === 'I') return;
		link.stopIdleTimer = this.#process.setTimer(link.idleInTransactionMs, () =>
			this.#turnAway(link, IDLE_IN_TRANSACTION, null)
		);
	}

	#send(link: Link, message: FromServer, answers: number | null): void {
		const { isTraced } = this.#process.simulation.recorder;
		link.connection.send(message, {
			label: isTraced ? answerLabel(message) : '',
			answers,
			isRoutine: message.kind === 'started',
			body: isTraced ? bodyOf(message) : undefined
		});
	}
}

/** Rows, or what an error says, for people to look at. */
function bodyOf(message: FromServer): unknown {
	if (message.kind === 'fatal') return message.error;
	if (message.kind === 'notification') return message.notification;
	if (message.kind === 'started') return undefined;
	const { error, results } = message.outcome;
	if (error) return error;
	const last = results.at(-1);
	if (!last || last.rows.length === 0) return undefined;
	return [last.fields.map(({ name }) => name), ...last.rows];
}

function outcomeOf(error: ServerMessage | null, transactionStatus: Outcome['transactionStatus']): Outcome {
	return { results: [], error, notices: [], transactionStatus };
}

const TOO_MANY_CLIENTS = { severity: 'FATAL', code: '53300', message: 'sorry, too many clients already' };
const NO_USER = {
	severity: 'FATAL',
	code: '28000',
	message: 'no PostgreSQL user name specified in startup packet'
};
const IDLE_IN_TRANSACTION = {
	severity: 'FATAL',
	code: '25P03',
	message: 'terminating connection due to idle-in-transaction timeout'
};
