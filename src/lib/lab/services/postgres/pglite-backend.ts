import { host, parseJson, toJson } from '../../runtime/host.ts';
import type { Surroundings } from './backends.ts';
import { errorFrom } from './client/messages.ts';
import type { Backend, Notification, Outcome, Query, Session, SessionClient } from './session.ts';

/** The host runs a statement at once, on the one session it has. */
interface HostOutcome extends Outcome {
	notifications: Notification[];
	/** What it slept, in virtual milliseconds: so long its client waits. */
	sleptMs: number;
}

interface Waiting {
	session: PgliteSession;
	query: Query;
	done: (outcome: Outcome) => void;
}

/** How long others wait for a transaction whose client says nothing more, in virtual time. */
const WAIT_MS = 5_000;

/**
 * A real PostgreSQL, which the host has in WASM, with one session for all clients: while one is in a
 * transaction, what the others say waits until it ends. When its client says nothing more, those who wait
 * are told why instead of waiting for ever.
 */
export class PgliteBackend implements Backend {
	readonly #surroundings: Surroundings;
	/** Whose transaction is open. */
	#holder: PgliteSession | null = null;
	#waiting: Waiting[] = [];
	#stopWaiting: (() => void) | null = null;
	readonly #sessions = new Set<PgliteSession>();
	/** What one client has set the next one would find. */
	#isChanged = false;
	#applicationName = '';
	readonly #listeners = new Map<string, Set<PgliteSession>>();

	/** The server is put back to what the set-up makes, and made only once. */
	constructor(surroundings: Surroundings, setup: readonly string[]) {
		this.#surroundings = surroundings;
		const { error } = this.#tell({ operation: 'begin', setup });
		if (error) throw errorFrom(error);
	}

	connect(client: SessionClient): Session {
		const session = new PgliteSession(this, client);
		this.#sessions.add(session);
		return session;
	}

	run(waiting: Waiting): void {
		if (this.#holder === null || this.#holder === waiting.session) return this.#execute(waiting);
		this.#waiting.push(waiting);
		if (this.#stopWaiting === null) this.#watch();
	}

	cancel(session: PgliteSession): void {
		const waiting = this.#take(session);
		waiting?.done(failed('57014', 'canceling statement due to user request'));
	}

	end(session: PgliteSession): void {
		this.#take(session);
		this.#sessions.delete(session);
		for (const listeners of this.#listeners.values()) listeners.delete(session);
		if (this.#holder === session) {
			this.#tell({ operation: 'reset' });
			this.#holder = null;
		}
		if (this.#isChanged && this.#sessions.size === 0) {
			this.#ask({ text: 'DISCARD ALL', values: null });
			this.#isChanged = false;
			this.#applicationName = '';
		}
		this.#goOn();
	}

	#ask({ text, values }: Query): HostOutcome {
		return this.#tell({ operation: 'query', text, values });
	}

	#tell(request: object): HostOutcome {
		return tellHost({ ...request, nowMs: this.#surroundings.now() });
	}

	/** The settings are one client's and then the next one's; this one each brings along. */
	#introduce({ client: { applicationName } }: PgliteSession): void {
		if (applicationName === this.#applicationName) return;
		this.#applicationName = applicationName;
		this.#isChanged = true;
		this.#ask({ text: `SET application_name = '${applicationName.replaceAll("'", "''")}'`, values: null });
	}

	#take(session: PgliteSession): Waiting | undefined {
		const at = this.#waiting.findIndex((each) => each.session === session);
		return at < 0 ? undefined : this.#waiting.splice(at, 1)[0];
	}

	#execute({ session, query, done }: Waiting): void {
		const { text } = query;
		if (this.#holder === null) this.#introduce(session);
		this.#isChanged ||= OF_THE_SESSION.test(text);
		const { notifications, sleptMs, ...outcome } = this.#ask(query);
		if (!outcome.error) this.#noteListening(session, text);
		this.#holder = session;
		const finish = () => {
			this.#holder = outcome.transactionStatus === 'I' ? null : session;
			if (this.#stopWaiting !== null) this.#watch();
			for (const notification of notifications) this.#notify(session, notification);
			done(outcome);
			this.#goOn();
		};
		if (sleptMs > 0) this.#surroundings.setTimer(sleptMs, finish);
		else finish();
	}

	/** The one session hears what any client listens to; each client is told what it listens to itself. */
	#noteListening(session: PgliteSession, text: string): void {
		if (!/listen|discard/i.test(text)) return;
		for (const [, word = '', quoted, plain] of text.matchAll(LISTENING)) {
			const channel = quoted ?? plain?.toLowerCase() ?? '';
			const isListen = word.toLowerCase() === 'listen';
			if (isListen) this.#listenersOf(channel).add(session);
			else if (channel === '') for (const each of this.#listeners.values()) each.delete(session);
			else this.#listenersOf(channel).delete(session);
		}
	}

	#listenersOf(channel: string): Set<PgliteSession> {
		const listeners = this.#listeners.get(channel) ?? new Set();
		this.#listeners.set(channel, listeners);
		return listeners;
	}

	#notify({ client: { processId } }: PgliteSession, { channel, payload }: Notification): void {
		for (const { client } of this.#listenersOf(channel))
			client.onNotification({ processId, channel, payload });
	}

	#goOn(): void {
		while (this.#holder === null) {
			const next = this.#waiting.shift();
			if (!next) break;
			this.#execute(next);
		}
		if (this.#waiting.length > 0) return;
		this.#stopWaiting?.();
		this.#stopWaiting = null;
	}

	/** Whoever holds the session has so long from each of its statements on. */
	#watch(): void {
		this.#stopWaiting?.();
		this.#stopWaiting = this.#surroundings.setTimer(WAIT_MS, () => {
			this.#stopWaiting = null;
			const waiting = this.#waiting;
			this.#waiting = [];
			for (const { done } of waiting) done(failed('55P03', WAITED_IN_VAIN));
		});
	}
}

function tellHost(request: object): HostOutcome {
	return parseJson(host(`postgres|${toJson(request)}`));
}

/** Asks the server beside the network, in the middle of what a client is doing: for pictures. Null when it refuses. */
export function look(text: string, nowMs: number): readonly (readonly (string | null)[])[] | null {
	const { results, error } = tellHost({ operation: 'query', text, values: null, nowMs });
	return error ? null : (results.at(-1)?.rows ?? []);
}

/** What a session keeps until it ends. */
const OF_THE_SESSION = /\b(?:set|set_config|temp|temporary|prepare|listen|declare|pg_advisory_lock)\b/i;

/** `LISTEN jobs`, `UNLISTEN "Jobs"`, `UNLISTEN *`; DISCARD ALL stops listening, too. */
const LISTENING = /\b(listen|unlisten|discard\s+all)\b\s*(?:"([^"]+)"|([a-z_][\w$]*))?/gi;

const WAITED_IN_VAIN =
	'this PostgreSQL has one session, in which another client has left a transaction open: ' +
	'until COMMIT or ROLLBACK what others say waits. For transactions side by side use ' +
	"lab.postgres({ engine: 'sessions' }).";

class PgliteSession implements Session {
	readonly client: SessionClient;
	readonly #backend: PgliteBackend;

	constructor(backend: PgliteBackend, client: SessionClient) {
		this.#backend = backend;
		this.client = client;
	}

	run(query: Query, done: (outcome: Outcome) => void): void {
		this.#backend.run({ session: this, query, done });
	}

	cancel(): void {
		this.#backend.cancel(this);
	}

	end(): void {
		this.#backend.end(this);
	}
}

function failed(code: string, message: string): Outcome {
	return { results: [], error: { severity: 'ERROR', code, message }, notices: [], transactionStatus: 'I' };
}
