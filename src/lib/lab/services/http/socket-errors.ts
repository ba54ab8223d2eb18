import { NetworkError } from '../../kernel/network-error.ts';
import { withCode } from '../../runtime/node-errors.ts';

/** Of Linux, as libuv gives them. */
const ERRNO: Readonly<Record<string, number>> = {
	EPIPE: -32,
	EADDRINUSE: -98,
	ECONNRESET: -104,
	ETIMEDOUT: -110,
	ECONNREFUSED: -111,
	ENOTFOUND: -3008
};

/** What the kernel says of a connection, with the fields that Node's `net` and `dns` put on such an error. */
export function socketError(
	error: unknown,
	{ host, port }: { host: string; port: number },
	knownHosts: readonly string[] = []
): Error {
	if (!(error instanceof NetworkError)) return error instanceof Error ? error : new Error(String(error));
	const { code, syscall } = error;
	const basics = { errno: ERRNO[code], code, syscall };
	switch (code) {
		case 'ENOTFOUND': {
			const known = knownHosts.length === 0 ? '' : ` There are ${knownHosts.join(', ')}.`;
			const hint = `: this lab has no network, only hosts of its own.${known}`;
			return Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}${hint}`), { ...basics, hostname: host });
		}
		case 'ECONNRESET':
		case 'EPIPE':
			return Object.assign(new Error(`${syscall} ${code}`), basics);
		default:
			return Object.assign(new Error(`${syscall} ${code} ${host}:${port}`), {
				...basics,
				address: host,
				port
			});
	}
}

/** What Node's `http` says when the other side closed before its answer was whole. */
export function hangUp(message = 'socket hang up'): Error {
	return withCode(new Error(message), 'ECONNRESET');
}

/** Errors of undici, which is what `fetch` is made of in Node: each has the name and the code that programs ask for. */
export class UndiciError extends Error {
	readonly code: string;

	constructor(message: string, { name, code }: { name: string; code: string }) {
		super(message);
		Object.defineProperty(this, 'name', { value: name, configurable: true });
		this.code = code;
	}
}

export function connectTimeoutError(address: string, timeoutMs: number): UndiciError {
	return new UndiciError(`Connect Timeout Error (attempted address: ${address}, timeout: ${timeoutMs}ms)`, {
		name: 'ConnectTimeoutError',
		code: 'UND_ERR_CONNECT_TIMEOUT'
	});
}

export function headersTimeoutError(): UndiciError {
	return new UndiciError('Headers Timeout Error', {
		name: 'HeadersTimeoutError',
		code: 'UND_ERR_HEADERS_TIMEOUT'
	});
}

export function bodyTimeoutError(): UndiciError {
	return new UndiciError('Body Timeout Error', { name: 'BodyTimeoutError', code: 'UND_ERR_BODY_TIMEOUT' });
}

export function otherSideClosed(): UndiciError {
	return new UndiciError('other side closed', { name: 'SocketError', code: 'UND_ERR_SOCKET' });
}
