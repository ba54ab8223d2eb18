import type { Backend, SessionClient } from '../session.ts';
import { Catalog } from './catalog.ts';
import { Images, type OnState } from './images.ts';
import { LockManager } from './lock-manager.ts';
import { Notifications } from './notifications.ts';
import type { Clock } from './runner.ts';
import { Predicates } from './serializable.ts';
import { ServerSession, type Surroundings } from './session.ts';
import { StatementReader } from './statements.ts';
import { TransactionLog } from './transactions.ts';
import type { Shared } from './work.ts';

export interface SessionsOptions {
	/** Of the node, as state keys have it. */
	name: string;
	clock: Clock;
	/** What figures draw; absent, it costs nothing. */
	onState?: OnState;
}

/**
 * A model of PostgreSQL for many sessions: versions of rows, snapshots, locks and their queues as the
 * server has them, for the SQL its model card (README.md) states. What it does not know it refuses by name.
 */
export function sessionsBackend({ name, clock, onState }: SessionsOptions): Backend {
	const log = new TransactionLog();
	const sessions = new Map<number, ServerSession>();
	const images = onState ? new Images(name, log, onState) : null;
	const shared: Shared = {
		log,
		locks: new LockManager(images ? (lock) => images.lockChanged(lock, sessions) : null),
		catalog: new Catalog(log),
		predicates: new Predicates(log),
		nowMicros: () => Math.round(clock.now() * 1000),
		newMultixact: counter(),
		horizon: () => horizonOf(log, sessions),
		sessionOf: (processId) => sessions.get(processId) ?? null,
		onHeapTouch: images ? (table, page, columns) => images.pageChanged(table, page, columns) : null
	};
	const surroundings: Surroundings = {
		...{ shared, clock, reader: new StatementReader(), notifications: new Notifications() },
		onChange: images ? (session) => images.sessionChanged(session, sessions) : null,
		onEnd(session) {
			sessions.delete(session.processId);
			images?.sessionEnded(session);
		}
	};
	return {
		connect(client) {
			const session = new ServerSession(client, nameFor(client, sessions), surroundings);
			sessions.set(client.processId, session);
			surroundings.notifications.connect(client.processId, client.onNotification);
			surroundings.onChange?.(session);
			return session;
		}
	};
}

/** What the application calls itself, when nobody else has that name. */
function nameFor(client: SessionClient, sessions: ReadonlyMap<number, ServerSession>): string {
	const isTaken = sessions.values().some((session) => session.name === client.applicationName);
	if (client.applicationName !== '' && !isTaken) return client.applicationName;
	return [client.applicationName, client.processId].filter(Boolean).join(' ');
}

function counter(): () => number {
	let next = 1;
	return () => next++;
}

/** No snapshot needs what ended before this number (`GetOldestNonRemovableTransactionId`). */
function horizonOf(log: TransactionLog, sessions: ReadonlyMap<number, ServerSession>): number {
	let horizon = log.oldestRunning();
	for (const session of sessions.values()) {
		const transaction = session.control.current;
		const isHeld = transaction?.snapshot && (transaction.isolation !== 'read committed' || !session.isIdle);
		if (isHeld && transaction.snapshot) horizon = Math.min(horizon, transaction.snapshot.xmin);
	}
	return horizon;
}
