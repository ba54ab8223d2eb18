import { fieldOf, type Fields } from './wire.ts';

/** What Node's server adds to the fields of an answer, and in which order. */
export function completeFields(
	given: Fields,
	{
		now,
		isLast,
		hasDate = true,
		keepAliveTimeoutMs,
		lengthBytes
	}: {
		now: number;
		isLast: boolean;
		hasDate?: boolean;
		keepAliveTimeoutMs: number;
		/** Null for a body whose length nobody knows; undefined where there is no body. */
		lengthBytes: number | null | undefined;
	}
): Fields {
	const fields = [...given];
	if (hasDate && fieldOf(given, 'date') === null) fields.push('Date', new Date(now).toUTCString());
	if (fieldOf(given, 'connection') === null) {
		fields.push('Connection', isLast ? 'close' : 'keep-alive');
		if (!isLast && keepAliveTimeoutMs > 0)
			fields.push('Keep-Alive', `timeout=${Math.floor(keepAliveTimeoutMs / 1_000)}`);
	}
	const isFramed = fieldOf(given, 'content-length') !== null || fieldOf(given, 'transfer-encoding') !== null;
	if (isFramed || lengthBytes === undefined) return fields;
	if (lengthBytes === null) fields.push('Transfer-Encoding', 'chunked');
	else fields.push('Content-Length', String(lengthBytes));
	return fields;
}
