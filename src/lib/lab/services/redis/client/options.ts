import { LabUnsupportedError } from '../../../kernel/network-error.ts';
import type { CommandOptions } from './queue.ts';
import type { Script } from './scripts.ts';
import type { SocketOptions } from './socket.ts';

/** What `createClient` takes. */
export interface ClientOptions {
	/** `redis://user:password@host:6379/0`; what it says goes before the other options. */
	url?: string;
	socket?: SocketOptions;
	username?: string;
	password?: string;
	/** CLIENT SETNAME on each connection. */
	name?: string;
	database?: number;
	commandsQueueMaxLength?: number;
	/** Without a connection commands are refused instead of kept. */
	disableOfflineQueue?: boolean;
	/** PING so often, in milliseconds. */
	pingInterval?: number;
	RESP?: 2 | 3;
	commandOptions?: CommandOptions;
	scripts?: Record<string, Script>;
}

const OPTIONS = new Set(
	(
		'url socket username password name database commandsQueueMaxLength disableOfflineQueue pingInterval ' +
		'RESP commandOptions scripts modules'
	).split(' ')
);
/** What tunes a real socket and means nothing here. */
const SOCKET_OPTIONS = new Set(
	'host port connectTimeout reconnectStrategy keepAlive keepAliveInitialDelay noDelay family'.split(' ')
);

/** The options with what the address says; what the lab has not is refused by its name. */
export function readOptions(given: ClientOptions = {}): ClientOptions {
	for (const [name, value] of Object.entries(given))
		if (value !== undefined && !OPTIONS.has(name))
			throw new LabUnsupportedError(`redis client option "${name}"`);
	const options = given.url === undefined ? { ...given } : withUrl(given, given.url);
	for (const [name, value] of Object.entries(options.socket ?? {})) {
		if (value === undefined || (name === 'tls' && value === false)) continue;
		if (!SOCKET_OPTIONS.has(name)) throw new LabUnsupportedError(`redis client option "socket.${name}"`);
	}
	return options;
}

function withUrl(options: ClientOptions, url: string): ClientOptions {
	const { hostname, port, protocol, username, password, pathname } = new URL(url);
	if (protocol === 'rediss:') throw new LabUnsupportedError('TLS', 'Connect with redis://.');
	if (protocol !== 'redis:')
		throw new TypeError(`Protocol - ${protocol} - is not a valid Redis protocol. Expected redis: or rediss:`);
	const read: ClientOptions = { ...options, socket: { ...options.socket, host: hostname } };
	if (port !== '') read.socket = { ...read.socket, port: Number(port) };
	if (username !== '') read.username = decodeURIComponent(username);
	if (password !== '') read.password = decodeURIComponent(password);
	if (pathname.length > 1) {
		read.database = Number(pathname.slice(1));
		if (Number.isNaN(read.database)) throw new TypeError('Invalid pathname');
	}
	return read;
}
