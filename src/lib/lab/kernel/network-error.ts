/** What Node's `net` gives for a connection that cannot be had or is lost: `error.code` is what programs ask for. */
export class NetworkError extends Error {
	readonly code: string;
	readonly syscall: string;
	readonly address: string;

	constructor(code: NetworkFailure, syscall: string, address: string) {
		super(code === 'ECONNRESET' || code === 'EPIPE' ? `${syscall} ${code}` : `${syscall} ${code} ${address}`);
		this.name = 'Error';
		this.code = code;
		this.syscall = syscall;
		this.address = address;
	}
}

export type NetworkFailure =
	'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT' | 'ENOTFOUND' | 'EPIPE' | 'EADDRINUSE';

/** An option or a command of a real client that the lab does not simulate: refused by name, never ignored. */
export class LabUnsupportedError extends Error {
	/** @param what as in `kafkajs producer option "transactionTimeout"` */
	constructor(what: string, instead = '') {
		super(`${what} is not simulated by the lab.${instead && ` ${instead}`}`);
		this.name = 'LabUnsupportedError';
	}
}
