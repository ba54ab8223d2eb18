import type { Reply } from './reply.ts';
import { isAscii, textFrom } from './text.ts';

const LENGTH_MAX = 40;

/** What a figure writes on the arrow of a command: `INCRBY charged:14 30`, as redis-cli would be typed. */
export function commandLabel(words: readonly string[]): string {
	const [name = '', ...args] = words;
	const upper = name.toUpperCase();
	if (upper === 'EVAL' || upper === 'EVALSHA') {
		const keys = args.slice(2, 2 + Number(args[1]));
		return shortened([upper, ...keys].join(' '));
	}
	return shortened([upper, ...args].join(' '));
}

/** And of its answer: `OK`, `(nil)`, `1`. */
export function replyLabel(reply: Reply): string {
	switch (reply.kind) {
		case 'simple':
		case 'bulk':
		case 'double':
		case 'error':
			return shortened(reply.text);
		case 'integer':
			return String(reply.value);
		case 'null':
		case 'null-array':
			return '(nil)';
		case 'blocked':
			return '';
		case 'map':
		case 'pairs':
			return countLabel(reply.entries.length);
		case 'push':
			return shortened(reply.items.map(replyLabel).join(' '));
		default:
			return reply.items.length === 1 && reply.items[0]
				? replyLabel(reply.items[0])
				: countLabel(reply.items.length);
	}
}

function countLabel(count: number): string {
	return count === 0 ? '(empty)' : `(${count})`;
}

function shortened(bytes: string): string {
	const text = isAscii(bytes) ? bytes : textFrom(bytes);
	return text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX - 1)}…` : text;
}
