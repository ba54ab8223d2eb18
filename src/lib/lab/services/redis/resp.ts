import { NULL, NULL_ARRAY, array, bulk, errorReply, integer, simple, toResp2, type Reply } from './reply.ts';

/** Writes a reply as the bytes of RESP2 or RESP3; a blocked session gets none. */
export function encodeReply(reply: Reply, protocol: 2 | 3): string {
	return encode(protocol === 2 ? toResp2(reply) : reply, protocol);
}

/** A command as clients send it: an array of bulk strings. */
export function encodeCommand(words: readonly string[]): string {
	return encode(array(words.map(bulk)), 2);
}

function encode(reply: Reply, protocol: 2 | 3): string {
	const each = (items: Reply[]) => items.map((item) => encode(item, protocol)).join('');
	switch (reply.kind) {
		case 'simple':
			return `+${reply.text}\r\n`;
		case 'error':
			return `-${reply.text}\r\n`;
		case 'integer':
			return `:${reply.value}\r\n`;
		case 'bulk':
			return `$${reply.text.length}\r\n${reply.text}\r\n`;
		case 'null':
			return protocol === 2 ? '$-1\r\n' : '_\r\n';
		case 'null-array':
			return protocol === 2 ? '*-1\r\n' : '_\r\n';
		case 'double':
			return `,${reply.text}\r\n`;
		case 'array':
			return `*${reply.items.length}\r\n${each(reply.items)}`;
		case 'set':
			return `~${reply.items.length}\r\n${each(reply.items)}`;
		case 'push':
			return `>${reply.items.length}\r\n${each(reply.items)}`;
		case 'map':
			return `%${reply.entries.length}\r\n${each(reply.entries.flat())}`;
		case 'pairs':
			return `*${reply.entries.length}\r\n${reply.entries.map((pair) => `*2\r\n${each(pair)}`).join('')}`;
		case 'several':
			return each(reply.items);
		case 'blocked':
			return '';
	}
}

/** Reads replies from a stream of bytes that may be cut anywhere; also reads commands on a server's side. */
export class RespDecoder {
	#bytes = '';
	#at = 0;

	feed(bytes: string): void {
		this.#bytes = this.#bytes.slice(this.#at) + bytes;
		this.#at = 0;
	}

	/** The next whole reply, or null when its bytes have not all come. */
	next(): Reply | null {
		const start = this.#at;
		const reply = this.#read();
		if (reply === null) this.#at = start;
		return reply;
	}

	#line(): string | null {
		const end = this.#bytes.indexOf('\r\n', this.#at);
		if (end < 0) return null;
		const line = this.#bytes.slice(this.#at, end);
		this.#at = end + 2;
		return line;
	}

	#read(): Reply | null {
		const line = this.#line();
		if (line === null) return null;
		const rest = line.slice(1);
		switch (line[0]) {
			case '+':
				return simple(rest);
			case '-':
				return errorReply(rest);
			case ':':
				return integer(rest.length < 16 ? Number(rest) : BigInt(rest));
			case ',':
				return { kind: 'double', text: rest };
			case '_':
				return NULL;
			case '#':
				return integer(rest === 't' ? 1 : 0);
			case '$':
			case '=':
				return this.#bulk(Number(rest), line[0] === '=');
			case '%': {
				const flat = this.#items(Number(rest) * 2);
				return flat && { kind: 'map', entries: inPairs(flat) };
			}
			case '*':
			case '~':
			case '>':
				return this.#collection(line[0], Number(rest));
			default:
				throw new Error(`not RESP: ${line}`);
		}
	}

	#collection(sign: '*' | '~' | '>', length: number): Reply | null {
		if (length < 0) return NULL_ARRAY;
		const items = this.#items(length);
		if (items === null) return null;
		return { kind: sign === '*' ? 'array' : sign === '~' ? 'set' : 'push', items };
	}

	#bulk(length: number, hasFormat: boolean): Reply | null {
		if (length < 0) return NULL;
		const end = this.#at + length;
		if (this.#bytes.length < end + 2) return null;
		const text = this.#bytes.slice(this.#at + (hasFormat ? 4 : 0), end);
		this.#at = end + 2;
		return bulk(text);
	}

	#items(length: number): Reply[] | null {
		const items: Reply[] = [];
		while (items.length < length) {
			const item = this.#read();
			if (item === null) return null;
			items.push(item);
		}
		return items;
	}
}

function inPairs(flat: Reply[]): [Reply, Reply][] {
	const pairs: [Reply, Reply][] = [];
	for (let i = 0; i + 1 < flat.length; i += 2) pairs.push([flat[i] ?? NULL, flat[i + 1] ?? NULL]);
	return pairs;
}
