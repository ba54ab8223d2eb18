import { DatabaseError, Field, NoticeMessage } from 'pg-protocol/dist/messages.js';
import type { Field as SessionField, Notification, Result, ServerMessage } from '../session.ts';

/** What the server says, as node-postgres' parser gives it (pg-protocol, `parser.js`). */

const VARIABLE = -1;

/** `typlen` of the types of fixed size; every other one is of variable size. */
const SIZES: Readonly<Record<number, number>> = {
	16: 1,
	18: 1,
	19: 64,
	20: 8,
	21: 2,
	23: 4,
	26: 4,
	28: 4,
	29: 4,
	27: 6,
	600: 16,
	700: 4,
	701: 8,
	790: 8,
	829: 6,
	1082: 4,
	1083: 8,
	1114: 8,
	1184: 8,
	1186: 16,
	1266: 12,
	2205: 4,
	2206: 4,
	2278: 4,
	2950: 16,
	3220: 8
};

export function errorFrom(said: ServerMessage): DatabaseError {
	return withFields(new DatabaseError(said.message, lengthOf(said), 'error'), said);
}

export function noticeFrom(said: ServerMessage): NoticeMessage {
	return withFields(new NoticeMessage(lengthOf(said), said.message), said);
}

/** In the parser's order. Where in the server's source it was said, a server of the lab does not know. */
function withFields<Message extends DatabaseError | NoticeMessage>(
	message: Message,
	said: ServerMessage
): Message {
	return Object.assign(message, {
		severity: said.severity,
		code: said.code,
		detail: said.detail,
		hint: said.hint,
		position: said.position === undefined ? undefined : String(said.position),
		internalPosition: undefined,
		internalQuery: undefined,
		where: said.where,
		schema: said.schema,
		table: said.table,
		column: said.column,
		dataType: said.dataType,
		constraint: said.constraint,
		file: undefined,
		line: undefined,
		routine: undefined
	});
}

/** Bytes of the message, of what is there of it: each field is a letter, a text and a zero. */
function lengthOf(said: ServerMessage): number {
	const texts = Object.values(said).map(String);
	return 5 + texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, said.severity.length + 2);
}

/** Two numbers and two texts with their zeros. */
export function lengthOfNotification({ channel, payload }: Notification): number {
	return 10 + Buffer.byteLength(channel) + Buffer.byteLength(payload);
}

export function fieldFrom({ name, tableID, columnID, dataTypeID }: SessionField): Field {
	return new Field(name, tableID, columnID, dataTypeID, SIZES[dataTypeID] ?? VARIABLE, VARIABLE, 'text');
}

/** https://www.postgresql.org/docs/18/protocol-message-formats.html, CommandComplete */
export function commandTag({ command, rowCount }: Result): string {
	if (rowCount === null) return command;
	return command === 'INSERT' ? `INSERT 0 ${rowCount}` : `${command} ${rowCount}`;
}
