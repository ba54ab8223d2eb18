import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { withCode } from '../../runtime/node-errors.ts';
import type { Agent } from './agent.ts';
import type { IncomingMessage } from './incoming-message.ts';

export interface RequestOptions {
	protocol?: string;
	/** A node's name, or `localhost`. */
	host?: string;
	hostname?: string;
	port?: number | string;
	method?: string;
	path?: string;
	headers?: unknown;
	auth?: string;
	agent?: Agent | false;
	/** The event `timeout` when nothing came for so long. */
	timeout?: number;
	signal?: AbortSignal;
}

const KNOWN =
	'protocol host hostname port method path headers auth agent timeout signal href search pathname hash origin searchParams username password setHost defaultPort family'.split(
		' '
	);

/** `(url, options, callback)`, any of the first two left out, as `http.request` takes them. */
export function requestOptions(args: readonly unknown[]): {
	options: RequestOptions;
	callback: ((response: IncomingMessage) => void) | null;
} {
	const [first] = args;
	const callback = args.find((each) => typeof each === 'function');
	const url = typeof first === 'string' ? new URL(first) : first instanceof URL ? first : null;
	const given = url ? args[1] : first;
	const options: RequestOptions = { ...(url && optionsOf(url)) };
	if (typeof given === 'object' && given !== null)
		for (const [name, value] of Object.entries(given)) {
			if (!KNOWN.includes(name)) throw new LabUnsupportedError(`node:http request option "${name}"`);
			if (value !== undefined && value !== null) Reflect.set(options, name, value);
		}
	if (options.protocol !== undefined && options.protocol !== 'http:')
		throw withCode(
			new TypeError(`Protocol "${options.protocol}" not supported. Expected "http:"`),
			'ERR_INVALID_PROTOCOL'
		);
	return {
		options,
		callback: callback ? (response) => void Reflect.apply(callback, undefined, [response]) : null
	};
}

function optionsOf(url: URL): RequestOptions {
	const auth = url.username === '' ? null : `${url.username}:${url.password}`;
	return {
		protocol: url.protocol,
		hostname: url.hostname.replace(/^\[|\]$/g, ''),
		path: url.pathname + url.search,
		...(url.port !== '' && { port: Number(url.port) }),
		...(auth !== null && { auth: decodeURIComponent(auth) })
	};
}
