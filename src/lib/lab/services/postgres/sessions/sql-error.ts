import type { ServerMessage } from '../session.ts';

/** What ends a statement, in the fields the server would send. */
export class SqlError extends Error {
	readonly code: string;
	readonly fields: Partial<ServerMessage>;
	readonly severity: 'ERROR' | 'FATAL';

	constructor(code: string, message: string, fields: Partial<ServerMessage> = {}) {
		super(message);
		this.code = code;
		this.fields = fields;
		this.severity = fields.severity === 'FATAL' ? 'FATAL' : 'ERROR';
	}

	/** `where` tells what was done when it happened; the innermost stays. */
	within(where: string): SqlError {
		return new SqlError(this.code, this.message, { ...this.fields, where: this.fields.where ?? where });
	}

	toMessage(): ServerMessage {
		return { ...this.fields, severity: this.severity, code: this.code, message: this.message };
	}
}

/** Refusing by name: this model never answers what it does not know. */
export function notInThisModel(what: string): SqlError {
	return new SqlError('0A000', `${what} is not in this lab's model of many sessions`, {
		hint: 'PostgreSQL has it. The model covers what transactions and locks need; its model card lists the SQL.'
	});
}

export function syntaxError(near: string | null): SqlError {
	const where = near === null ? 'at end of input' : `at or near "${near}"`;
	return new SqlError('42601', `syntax error ${where}`);
}

export function serializationFailure(reason: string): SqlError {
	return new SqlError(
		'40001',
		'could not serialize access due to read/write dependencies among transactions',
		{ detail: `Reason code: ${reason}`, hint: 'The transaction might succeed if retried.' }
	);
}

export function undefinedTable(name: string): SqlError {
	return new SqlError('42P01', `relation "${name}" does not exist`);
}

export function undefinedColumn(name: string): SqlError {
	return new SqlError('42703', `column "${name}" does not exist`);
}

/** REPEATABLE READ and SERIALIZABLE change no row that has changed since their snapshot. */
export function concurrentChange(change: 'update' | 'delete'): SqlError {
	return new SqlError('40001', `could not serialize access due to concurrent ${change}`);
}
