import { append } from '../../runtime/host.ts';
import { joined } from '../../runtime/web/blob.ts';
import type { Answer } from './cache-entry.ts';
import { completeFields } from './response-fields.ts';
import type { ServerExchange } from './server-exchange.ts';
import type { RequestHead } from './wire.ts';

/** Waits for the whole of a request: what stands between a client and an origin here keeps nothing half. */
export function receiveWhole(
	exchange: ServerExchange,
	onRequest: (request: RequestHead) => Promise<void>
): void {
	const { head } = exchange;
	if (head.isWhole) return void onRequest(head);
	const parts: Uint8Array[] = head.body ? [head.body] : [];
	exchange.onPart = ({ bytes, isLast }) => {
		append(parts, bytes);
		if (isLast) void onRequest({ ...head, body: joined(parts), isWhole: true });
	};
}

export function sendAnswer(exchange: ServerExchange, answer: Answer): void {
	const fields = completeFields(exchange, answer, { lengthBytes: answer.body.length });
	exchange.respond({ ...answer, fields, isWhole: true });
}
