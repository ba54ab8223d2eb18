import type { FromServer } from './protocol.ts';

const LENGTH_MAX = 40;

/** A command, and behind its noise words the name it is about. */
const ABOUT: readonly RegExp[] = [
	/^(insert)\s+into\s+([\w."]+)/i,
	/^(delete)\s+from\s+(?:only\s+)?([\w."]+)/i,
	/^(update|truncate(?:\s+table)?|copy|listen|unlisten|notify|vacuum|analyze)\s+(?:only\s+)?([\w."]+)/i,
	/^(lock)\s+(?:table\s+)?([\w."]+)/i,
	/^(select)\b.*?\bfrom\s+(?:only\s+)?([\w."]+)/is,
	/^(with)\b.*?\)\s*(?:select|insert|update|delete|merge)\b.*?\b(?:from|into|update)\s+([\w."]+)/is,
	/^((?:create|alter|drop)\s+(?:unique\s+)?(?:table|index|view|sequence|type|function))\s+(?:concurrently\s+)?(?:if\s+(?:not\s+)?exists\s+)?([\w."]+)/i
];

/** What a figure writes on the arrow of a statement: `SELECT orders`, `BEGIN`. */
export function statementLabel(text: string): string {
	const statement = text.replace(/^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
	for (const pattern of ABOUT) {
		const [, command, name] = pattern.exec(statement) ?? [];
		if (command !== undefined && name !== undefined)
			return shortened(`${command.toUpperCase().replace(/\s+/g, ' ')} ${name.replaceAll('"', '')}`);
	}
	const words = statement.replace(/\s+/g, ' ').replace(/;.*$/, '').split(' ');
	return shortened([words[0]?.toUpperCase(), ...words.slice(1)].join(' ').trim());
}

/** And of what comes back: `3 rows`, `INSERT 1`, `COMMIT`, `ERROR 23505`. */
export function answerLabel(message: FromServer): string {
	switch (message.kind) {
		case 'started':
			return 'ready';
		case 'fatal':
			return `${message.error.severity} ${message.error.code}`;
		case 'notification':
			return shortened(`NOTIFY ${message.notification.channel}`);
		default: {
			const { error, results } = message.outcome;
			if (error) return `${error.severity} ${error.code}`;
			const last = results.at(-1);
			if (!last) return 'ready';
			if (last.fields.length > 0) return last.rows.length === 1 ? '1 row' : `${last.rows.length} rows`;
			return last.rowCount === null ? last.command : `${last.command} ${last.rowCount}`;
		}
	}
}

function shortened(text: string): string {
	return text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX - 1)}…` : text;
}
