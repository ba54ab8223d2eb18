import { protocol } from '@electric-sql/pglite';
import type {
	Field,
	Notification,
	Outcome,
	Query,
	Result,
	ServerMessage
} from '../../lab/services/postgres/session.ts';

/** What the server said, and what it sent besides because someone notified. */
export interface Answer extends Outcome {
	notifications: Notification[];
}

const { Parser, messages, serialize } = protocol;

/** A statement as bytes: the simple protocol without values, else the extended one in a single round. */
export function queryBytes({ text, values }: Query): Uint8Array<ArrayBuffer> {
	if (values === null) return joined([serialize.query(text)]);
	return joined([
		serialize.parse({ text }),
		serialize.bind({ values: [...values] }),
		serialize.describe({ type: 'P' }),
		serialize.execute({}),
		serialize.sync()
	]);
}

export function parseAnswer(bytes: Uint8Array): Answer {
	const answer: Answer = { results: [], error: null, notices: [], transactionStatus: 'I', notifications: [] };
	let current: Result = emptyResult();
	new Parser().parse(bytes, (message) => {
		if (message instanceof messages.RowDescriptionMessage) current.fields = message.fields.map(fieldOf);
		else if (message instanceof messages.DataRowMessage) current.rows.push(message.fields);
		else if (message instanceof messages.CommandCompleteMessage) {
			answer.results.push({ ...current, ...commandOf(message.text) });
			current = emptyResult();
		} else if (message instanceof messages.DatabaseError) answer.error ??= serverMessage(message);
		else if (message instanceof messages.NoticeMessage) answer.notices.push(serverMessage(message));
		else if (message instanceof messages.ReadyForQueryMessage)
			answer.transactionStatus = statusOf(message.status);
		else if (message instanceof messages.NotificationResponseMessage) {
			const { processId, channel, payload } = message;
			answer.notifications.push({ processId, channel, payload });
		}
	});
	return answer;
}

function fieldOf({ name, dataTypeID, tableID, columnID }: Field): Field {
	return { name, dataTypeID, tableID, columnID };
}

function emptyResult(): Result {
	return { command: '', rowCount: null, fields: [], rows: [] };
}

/** `INSERT 0 3`, `SELECT 2`, `CREATE TABLE`: https://www.postgresql.org/docs/18/protocol-message-formats.html */
function commandOf(tag: string): Pick<Result, 'command' | 'rowCount'> {
	const words = tag.split(' ');
	const command = words.filter((word) => !/^\d+$/.test(word)).join(' ');
	const last = words.at(-1) ?? '';
	return { command, rowCount: /^\d+$/.test(last) ? Number(last) : null };
}

function statusOf(status: string): Outcome['transactionStatus'] {
	return status === 'T' || status === 'E' ? status : 'I';
}

const MESSAGE_FIELDS = [
	'detail',
	'hint',
	'where',
	'schema',
	'table',
	'column',
	'dataType',
	'constraint'
] as const;

function serverMessage(fields: object): ServerMessage {
	const text = (name: string) => {
		const value: unknown = Reflect.get(fields, name);
		return value === undefined || value === null ? '' : String(value);
	};
	const message: ServerMessage = {
		severity: text('severity') || 'ERROR',
		code: text('code'),
		message: text('message')
	};
	for (const name of MESSAGE_FIELDS) if (text(name) !== '') message[name] = text(name);
	if (text('position') !== '') message.position = Number(text('position'));
	return message;
}

function joined(messages: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
	const out = new Uint8Array(messages.reduce((length, message) => length + message.length, 0));
	let at = 0;
	for (const message of messages) {
		out.set(message, at);
		at += message.length;
	}
	return out;
}
