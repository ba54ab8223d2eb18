import type { Outcome, Query, Result, ServerMessage, Session, SessionClient } from '../session.ts';
import { runControl } from './control.ts';
import type { Notifications } from './notifications.ts';
import { runQuery } from './queries.ts';
import { Runner, type Clock } from './runner.ts';
import { defaultIsolation, newSettings, timeOf } from './settings.ts';
import { SqlError } from './sql-error.ts';
import type { Statement, StatementReader } from './statements.ts';
import type { Waiting } from './suspension.ts';
import { TransactionControl } from './transaction-control.ts';
import type { Waiter } from './lock-manager.ts';
import type { Work, Shared, WorkSession } from './work.ts';

export interface Surroundings {
	shared: Shared;
	clock: Clock;
	reader: StatementReader;
	notifications: Notifications;
	/** Something a figure shows of this session has changed. */
	onChange: ((session: ServerSession) => void) | null;
	onEnd: (session: ServerSession) => void;
}

/** One session of the model: statements one after the other, each in a transaction. */
export class ServerSession implements Session, WorkSession {
	readonly processId: number;
	readonly user: string;
	readonly database: string;
	readonly name: string;
	readonly settings = newSettings();
	readonly own = {};
	readonly drawn = new Map<string, bigint>();
	lastDrawn: bigint | null = null;
	readonly control: TransactionControl;
	/** What runs, for figures. */
	statement: string | null = null;
	readonly #in: Surroundings;
	readonly #runner: Runner;
	#notices: ServerMessage[] = [];
	/** SET LOCAL is undone when the transaction ends. */
	#settingsBefore: Map<string, string> | null = null;
	#localSettings = new Map<string, string>();
	#idleTimer: (() => void) | null = null;
	#ending: SqlError | null = null;

	constructor(client: SessionClient, name: string, surroundings: Surroundings) {
		this.processId = client.processId;
		this.user = client.user;
		this.database = client.database;
		this.name = name;
		this.settings.values.set('application_name', client.applicationName);
		this.#in = surroundings;
		this.control = new TransactionControl(surroundings.shared, this, (sent) =>
			surroundings.notifications.publish(this.processId, sent)
		);
		this.#runner = new Runner(this, surroundings.clock, surroundings.shared.locks);
	}

	get waiter(): Waiter | null {
		return this.#runner.waiter;
	}

	get isIdle(): boolean {
		return !this.#runner.isBusy;
	}

	run(query: Query, done: (outcome: Outcome) => void): void {
		this.#idleTimer?.();
		this.#idleTimer = null;
		if (this.#ending !== null) {
			done({ results: [], error: this.#ending.toMessage(), notices: [], transactionStatus: 'I' });
			return;
		}
		this.#runner.start(this.#execute(query), (outcome) => {
			this.statement = null;
			this.#watchIdle();
			this.#in.onChange?.(this);
			done(outcome);
		});
		this.#in.onChange?.(this);
	}

	cancel(): void {
		this.#runner.interrupt(new SqlError('57014', 'canceling statement due to user request'));
	}

	end(): void {
		this.#idleTimer?.();
		this.#runner.abandon();
		this.control.rollback();
		this.#in.shared.locks.releaseOwner(this.own);
		this.#in.notifications.forget(this.processId);
		this.#in.onEnd(this);
	}

	granted(waiter: Waiter): void {
		this.#runner.granted(waiter);
	}

	changed(): void {
		this.#in.onChange?.(this);
	}

	notice(message: ServerMessage): void {
		this.#notices.push(message);
	}

	setLocally(change: () => void): void {
		this.#settingsBefore ??= new Map(this.settings.values);
		change();
		this.#localSettings = new Map(this.settings.values);
	}

	*#execute(query: Query): Waiting<Outcome> {
		const results: Result[] = [];
		this.#notices = [];
		let error: ServerMessage | null = null;
		try {
			const statements = this.#in.reader.read(query.text);
			if (query.values !== null && statements.length > 1) {
				throw new SqlError('42601', 'cannot insert multiple commands into a prepared statement');
			}
			for (const statement of statements) {
				const result = yield* this.#runOne(statement, query.values ?? [], statements.length > 1);
				results.push(result);
			}
			if (this.control.current !== null && this.control.block === 'none') this.control.commit();
		} catch (thrown) {
			if (!(thrown instanceof SqlError)) throw thrown;
			error = thrown.toMessage();
			this.control.fail();
		}
		this.#restoreSettings();
		return { results, error, notices: this.#notices, transactionStatus: this.#status() };
	}

	*#runOne(statement: Statement, parameters: Query['values'], isOneOfMany: boolean): Waiting<Result> {
		const { command } = statement;
		const { control } = this;
		this.statement = statement.text;
		const isEnd = ['commit', 'rollback', 'rollback to'].includes(command.kind);
		if (control.block === 'failed' && !isEnd) {
			const message = 'current transaction is aborted, commands ignored until end of transaction block';
			throw new SqlError('25P02', message);
		}
		const stop = this.#watchStatement();
		try {
			if (command.kind !== 'query') return yield* runControl(command, this, { ...this.#in, isOneOfMany });
			const work = this.#work(parameters ?? []);
			if (work.transaction.isolation !== 'read committed') control.takeSnapshot();
			const result = yield* runQuery(work, command, () => {
				control.takeSnapshot();
				work.snapshot = work.transaction.snapshot;
			});
			work.transaction.command++;
			if (control.block === 'none' && !isOneOfMany) control.commit();
			return result;
		} finally {
			stop();
		}
	}

	#work(parameters: readonly (string | null)[]): Work {
		const { shared } = this.#in;
		const transaction = this.control.begin(defaultIsolation(this.settings), false);
		return {
			...{ shared, session: this, transaction, snapshot: null, parameters, results: new Map() },
			startedAtMicros: shared.nowMicros()
		};
	}

	/** The work of a statement that needs no snapshot. */
	workWithoutSnapshot(): Work {
		return this.#work([]);
	}

	#status(): Outcome['transactionStatus'] {
		return this.control.block === 'none' ? 'I' : this.control.block === 'failed' ? 'E' : 'T';
	}

	#restoreSettings(): void {
		if (this.#settingsBefore === null || this.control.current !== null) return;
		for (const [name, value] of this.#settingsBefore) {
			if (this.settings.values.get(name) === this.#localSettings.get(name))
				this.settings.values.set(name, value);
		}
		this.#settingsBefore = null;
	}

	#watchStatement(): () => void {
		const ms = timeOf(this.settings, 'statement_timeout');
		if (ms === 0) return () => undefined;
		return this.#in.clock.setTimer(ms, () =>
			this.#runner.interrupt(new SqlError('57014', 'canceling statement due to statement timeout'))
		);
	}

	#watchIdle(): void {
		const ms = timeOf(this.settings, 'idle_in_transaction_session_timeout');
		if (ms === 0 || this.control.block === 'none') return;
		this.#idleTimer = this.#in.clock.setTimer(ms, () => {
			const message = 'terminating connection due to idle-in-transaction timeout';
			this.#ending = new SqlError('25P03', message, { severity: 'FATAL' });
			this.control.rollback();
			this.#in.onChange?.(this);
		});
	}
}
