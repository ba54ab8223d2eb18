import { currentProcess } from '../../../kernel/current.ts';
import type { Connection as Wire } from '../../../kernel/connection.ts';
import { LabUnsupportedError, type NetworkError } from '../../../kernel/network-error.ts';
import type { Process } from '../../../kernel/process.ts';
import { EventEmitter } from '../../../runtime/emitter.ts';
import { nextTick } from '../../../runtime/ticks.ts';
import { statementLabel } from '../labels.ts';
import { isFromServer, type FromClient, type FromServer } from '../protocol.ts';
import type { Outcome } from '../session.ts';
import { commandTag, errorFrom, fieldFrom, lengthOfNotification, noticeFrom } from './messages.ts';
import { textOf } from './rows.ts';
import { LabStream } from './stream.ts';

interface ConnectionConfig {
	stream?: unknown;
	ssl?: unknown;
	encoding?: string;
	keepAliveInitialDelayMillis?: number;
}

/** What is collected until the next `sync`. */
interface Prepared {
	name: string;
	text: string | null;
	values: readonly (string | null)[] | null;
}

interface Bind {
	statement?: string;
	values?: readonly unknown[];
	binary?: unknown;
	valueMapper(value: unknown): unknown;
}

/**
 * node-postgres' `Connection` (pg, `lib/connection.js`) over a connection of the lab: the client above it is
 * the package's own. Messages arrive as they are; there are no bytes to be put together and taken apart.
 */
export class Connection extends EventEmitter {
	readonly stream = new LabStream((error) => this.#destroy(error));
	parsedStatements: Record<string, string> = {};
	submittedNamedStatements: Record<string, string> = {};
	readonly ssl = false;
	_connecting = false;
	_ending = false;
	readonly #process: Process;
	#wire: Wire | null = null;
	#isGone = false;
	#prepared: Prepared = { name: '', text: null, values: null };

	constructor({ stream, ssl, encoding = 'utf8', keepAliveInitialDelayMillis }: ConnectionConfig = {}) {
		super();
		if (ssl) throw new LabUnsupportedError('pg option "ssl"', 'Connect without it.');
		if (stream) throw new LabUnsupportedError('pg option "stream"');
		if (!/^utf-?8$/i.test(encoding))
			throw new LabUnsupportedError('pg option "client_encoding"', 'It is UTF8.');
		if (keepAliveInitialDelayMillis) throw new LabUnsupportedError('pg option "keepAliveInitialDelayMillis"');
		this.#process = currentProcess();
	}

	connect(port: number | string, host: string): void {
		if (typeof port === 'string')
			throw new LabUnsupportedError('a Unix socket of PostgreSQL', 'Connect to a host.');
		this._connecting = true;
		this.#process.connect(host, port, 'postgres').then(
			(wire) => this.#opened(wire),
			(error: NetworkError) => this.#closed(error)
		);
	}

	startup(parameters: Record<string, string | undefined>): void {
		this.#send({ kind: 'startup', parameters }, 'Startup', true);
	}

	cancel(processId: number, secretKey: number): void {
		this.#send({ kind: 'cancel', processId, secretKey }, 'Cancel');
		this.#wire?.close();
	}

	query(text: string): void {
		this.#send({ kind: 'query', text }, this.#label(text));
	}

	parse({ text, name }: { text: string; name?: string }): void {
		this.#prepared.text = text;
		this.#prepared.name = name ?? '';
	}

	bind({ statement, values = [], binary, valueMapper }: Bind): void {
		if (binary) throw new LabUnsupportedError('pg option "binary"', 'Values come as texts.');
		this.#prepared.name = statement ?? '';
		this.#prepared.values = values.map((value) => textOf(valueMapper(value)));
	}

	/** Always done: a result comes with its fields. */
	describe(): void {}

	execute({ rows }: { rows?: number }): void {
		if (rows) throw new LabUnsupportedError('pg query option "rows"', 'All rows come at once.');
	}

	flush(): void {
		throw new LabUnsupportedError('pg Connection.flush()', 'End what is sent with sync().');
	}

	/** Only after a value could not be prepared: the statement is not kept. */
	close(): void {
		this.#prepared = { name: '', text: null, values: null };
	}

	sync(): void {
		const { name, text, values } = this.#prepared;
		this.#prepared = { name: '', text: null, values: null };
		if (values === null) return this.#send({ kind: 'sync' }, 'Sync', true);
		const label = text ?? this.parsedStatements[name] ?? this.submittedNamedStatements[name] ?? '';
		this.#send({ kind: 'execute', name, text, values }, this.#label(label));
	}

	ref(): void {
		this.stream.ref();
	}

	unref(): void {
		this.stream.unref();
	}

	end(): void {
		this._ending = true;
		if (!this.#wire) return this.#destroy();
		this.#send({ kind: 'terminate' }, 'Terminate', true);
		this.stream.writable = false;
	}

	#send(message: FromClient, label: string, isRoutine = false): void {
		const isTold = this.#process.simulation.recorder.isTraced;
		const body =
			isTold && message.kind === 'execute' && message.values.length > 0 ? message.values : undefined;
		this.#wire?.send(message, { label, isRoutine, body });
	}

	#label(text: string): string {
		return this.#process.simulation.recorder.isTraced ? statementLabel(text) : '';
	}

	#opened(wire: Wire): void {
		if (this.#isGone) return wire.destroy();
		this.#wire = wire;
		wire.onMessage = (payload) => {
			if (isFromServer(payload) && !this.#isGone) this.#take(payload);
		};
		wire.onClose = (error) => this.#closed(error);
		this.stream.writable = true;
		this.emit('connect');
	}

	/**
	 * A server whose process ends leaves its system to say so, by the end of the stream: the client tells of a
	 * connection that "terminated unexpectedly". Only what broke on the way is an error of the socket.
	 */
	#closed(error: NetworkError | null): void {
		if (this.#isGone) return;
		this.#isGone = true;
		this.#finish(error?.code === 'ECONNRESET' ? null : error);
	}

	#destroy(error: Error | null = null): void {
		if (this.#isGone) return;
		this.#isGone = true;
		this.#wire?.destroy();
		nextTick(() => this.#finish(error));
	}

	#finish(error: Error | null): void {
		this.#wire = null;
		this.stream.writable = false;
		if (error) this.emit('error', error);
		this.emit('end');
	}

	#take(message: FromServer): void {
		switch (message.kind) {
			case 'started': {
				const { processId: processID, secretKey } = message;
				this.#tell('authenticationOk', {});
				this.#tell('backendKeyData', { processID, secretKey });
				return this.#tell('readyForQuery', { status: 'I' });
			}
			case 'fatal':
				return this.#tellError(message.error);
			case 'notification': {
				const { processId, channel, payload } = message.notification;
				return this.#tell('notification', {
					name: 'notification',
					length: lengthOfNotification(message.notification),
					processId,
					channel,
					payload
				});
			}
			default:
				return this.#takeOutcome(message.outcome, message.isParsed);
		}
	}

	#takeOutcome({ results, error, notices, transactionStatus }: Outcome, isParsed: boolean): void {
		if (isParsed) this.#tell('parseComplete', {});
		for (const notice of notices) this.#tell('notice', noticeFrom(notice));
		for (const result of results) {
			if (result.fields.length > 0 || result.rows.length > 0)
				this.#tell('rowDescription', { fields: result.fields.map(fieldFrom) });
			for (const fields of result.rows) this.#tell('dataRow', { fields });
			this.#tell('commandComplete', { text: commandTag(result) });
		}
		if (error) this.#tellError(error);
		else if (results.length === 0) this.#tell('emptyQuery', {});
		this.#tell('readyForQuery', { status: transactionStatus });
	}

	#tellError(said: Parameters<typeof errorFrom>[0]): void {
		const error = errorFrom(said);
		if (this.listenerCount('message') > 0) this.emit('message', error);
		this.emit('errorMessage', error);
	}

	#tell(name: string, message: object): void {
		if (this.listenerCount('message') > 0) this.emit('message', { ...message, name });
		this.emit(name, message);
	}
}
