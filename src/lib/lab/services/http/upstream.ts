import type { Process } from '../../kernel/process.ts';
import { append } from '../../runtime/host.ts';
import { joined } from '../../runtime/web/blob.ts';
import type { Answer, Exchanged } from './cache-entry.ts';
import { ClientExchange } from './client-exchange.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Origin } from './pool.ts';
import { hangUp } from './socket-errors.ts';
import { fieldOf, type Fields, type RequestHead, type ResponseHead } from './wire.ts';

/** What came of a request to the origin. */
export type Forwarded = { exchanged: Exchanged } & (
	{ answer: Answer; error: null } | { answer: null; error: Error }
);

/** The way from a proxy to its origin: requests go out as they came, without what is meant for one connection only. */
export class Upstream {
	readonly #process: Process;
	readonly #origin: Origin;
	readonly #dispatcher = new Dispatcher();

	constructor(process: Process, origin: Origin) {
		this.#process = process;
		this.#origin = origin;
	}

	forward(request: RequestHead): Promise<Forwarded> {
		const process = this.#process;
		const requestedAtMs = process.now();
		const parts: Uint8Array[] = [];
		let head: ResponseHead | null = null;
		return new Promise((resolve) => {
			const exchanged = () => ({ requestedAtMs, receivedAtMs: process.now() });
			const end = () => {
				if (!head) return;
				const { status, reason, fields } = head;
				const answer = { status, reason, fields: endToEnd(fields), body: joined(parts) };
				resolve({ exchanged: exchanged(), answer, error: null });
			};
			const fail = (error: unknown) =>
				resolve({
					exchanged: exchanged(),
					answer: null,
					error: error instanceof Error ? error : hangUp()
				});
			new ClientExchange(this.#dispatcher.poolOf(process, this.#origin), this.#proxied(request), {
				onHead: (received) => {
					head = received;
					if (received.body) append(parts, received.body);
					if (received.isWhole) end();
				},
				onPart: ({ bytes, isLast }) => {
					append(parts, bytes);
					if (isLast) end();
				},
				onUnreachable: fail,
				onLost: fail
			});
		});
	}

	#proxied(request: RequestHead): RequestHead {
		const { host, port } = this.#origin;
		const fields = ['host', port === 80 ? host : `${host}:${port}`, 'connection', 'keep-alive'];
		const via = fieldOf(request.fields, 'via');
		for (const [name, value] of pairs(endToEnd(request.fields)))
			if (!/^(?:host|via)$/i.test(name)) fields.push(name, value);
		fields.push('via', `${via === null ? '' : `${via}, `}1.1 ${this.#process.name}`);
		if (request.body) fields.push('content-length', String(request.body.length));
		return { ...request, fields };
	}
}

/** RFC 9110, §7.6.1; and the length, which is written anew. */
const OF_ONE_CONNECTION =
	/^(?:connection|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade|content-length)$/i;

function endToEnd(fields: Fields): Fields {
	return pairs(fields)
		.filter(([name]) => !OF_ONE_CONNECTION.test(name))
		.flat();
}

function pairs(fields: Fields): [string, string][] {
	const list: [string, string][] = [];
	for (let index = 0; index < fields.length; index += 2)
		append(list, [fields[index] ?? '', fields[index + 1] ?? '']);
	return list;
}
