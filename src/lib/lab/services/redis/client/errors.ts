/** The errors of node-redis, by which programs tell them apart; each says what it says there. */
export class AbortError extends Error {
	constructor() {
		super('The command was aborted');
	}
}

export class WatchError extends Error {
	constructor(message = 'One (or more) of the watched keys has been changed') {
		super(message);
	}
}

export class ConnectionTimeoutError extends Error {
	constructor() {
		super('Connection timeout');
	}
}

export class ClientClosedError extends Error {
	constructor() {
		super('The client is closed');
	}
}

export class ClientOfflineError extends Error {
	constructor() {
		super('The client is offline');
	}
}

export class DisconnectsClientError extends Error {
	constructor() {
		super('Disconnects client');
	}
}

export class SocketClosedUnexpectedlyError extends Error {
	constructor() {
		super('Socket closed unexpectedly');
	}
}

export class ReconnectStrategyError extends Error {
	readonly originalError: Error;
	readonly socketError: unknown;

	constructor(originalError: Error, socketError: unknown) {
		super(originalError.message);
		this.originalError = originalError;
		this.socketError = socketError;
	}
}

/** What the server answered is an error. */
export class ErrorReply extends Error {}

export class SimpleError extends ErrorReply {}

export class BlobError extends ErrorReply {}

/** The command waited too long to be sent. */
export class TimeoutError extends Error {}

export class MultiErrorReply extends ErrorReply {
	readonly replies: unknown[];
	readonly errorIndexes: number[];

	constructor(replies: unknown[], errorIndexes: number[]) {
		super(`${errorIndexes.length} commands failed, see .replies and .errorIndexes for more information`);
		this.replies = replies;
		this.errorIndexes = errorIndexes;
	}

	*errors(): Generator {
		for (const index of this.errorIndexes) yield this.replies[index];
	}
}
