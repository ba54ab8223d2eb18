import type { Reply } from './reply.ts';
import { textFrom } from './text.ts';

export type Plain = null | string | number | Plain[] | { [key: string]: Plain };

/** A reply as JSON has it; an error is thrown. */
export function plainFrom(reply: Reply): Plain {
	switch (reply.kind) {
		case 'error':
			throw new Error(textFrom(reply.text));
		case 'simple':
		case 'bulk':
			return textFrom(reply.text);
		case 'integer':
			return Number(reply.value);
		case 'double':
			return Number(reply.text.replace('inf', 'Infinity'));
		case 'map':
			return Object.fromEntries(
				reply.entries.map(([key, value]) => [String(plainFrom(key)), plainFrom(value)])
			);
		case 'pairs':
			return reply.entries.map((pair) => pair.map(plainFrom));
		case 'null':
		case 'null-array':
		case 'blocked':
			return null;
		default:
			return reply.items.map(plainFrom);
	}
}
