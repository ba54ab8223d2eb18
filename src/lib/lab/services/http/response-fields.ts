import type { ServerExchange } from './server-exchange.ts';
import { fieldOf, mayHaveBody, type Fields } from './wire.ts';

/** The fields of an answer with those that Node's server adds, in its order. @param lengthBytes null for a stream */
export function completeFields(
	{ head, process, isLast, settings }: ServerExchange,
	{ status, fields: given }: { status: number; fields: Fields },
	{ lengthBytes, hasDate = true }: { lengthBytes: number | null; hasDate?: boolean }
): Fields {
	const fields = [...given];
	if (hasDate && fieldOf(given, 'date') === null) fields.push('Date', new Date(process.now()).toUTCString());
	if (fieldOf(given, 'connection') === null) {
		fields.push('Connection', isLast ? 'close' : 'keep-alive');
		const { keepAliveTimeout, maxRequestsPerSocket: max } = settings;
		const hint = `timeout=${Math.floor(keepAliveTimeout / 1_000)}${max > 0 ? `, max=${max}` : ''}`;
		if (!isLast && keepAliveTimeout > 0) fields.push('Keep-Alive', hint);
	}
	const isFramed = fieldOf(given, 'content-length') !== null || fieldOf(given, 'transfer-encoding') !== null;
	if (isFramed || !mayHaveBody(head.method, status)) return fields;
	if (lengthBytes === null) fields.push('Transfer-Encoding', 'chunked');
	else fields.push('Content-Length', String(lengthBytes));
	return fields;
}
