/** Errors as Node's own modules throw them: with a code, and the code in the stack's first line. */
export function withCode<Thrown extends Error>(error: Thrown, code: string): Thrown {
	Object.defineProperty(error, 'code', { value: code, writable: true, enumerable: true, configurable: true });
	return error;
}

export function invalidArgument(name: string, expected: string, value: unknown): TypeError {
	return withCode(
		new TypeError(`The "${name}" argument must be ${expected}. Received ${described(value)}`),
		'ERR_INVALID_ARG_TYPE'
	);
}

/** What other parts of Node do and this machine does not: refused by name. */
export function notHere(what: string, instead = ''): Error {
	return withCode(
		new Error(`${what} is not available here.${instead ? ` ${instead}` : ''}`),
		'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'
	);
}

export function expectFunction(
	value: unknown,
	name: string
): asserts value is (...args: unknown[]) => unknown {
	if (typeof value !== 'function') throw invalidArgument(name, 'of type function', value);
}

/** What a cancelled operation rejects with. */
export function abortError(signal?: AbortSignal): Error {
	const error = new Error('The operation was aborted', signal ? { cause: signal.reason } : undefined);
	Object.defineProperty(error, 'name', { value: 'AbortError', configurable: true });
	return withCode(error, 'ABORT_ERR');
}

function described(value: unknown): string {
	if (value === null || value === undefined) return String(value);
	if (typeof value === 'function') return `function ${value.name}`;
	if (typeof value === 'object') return `an instance of ${value.constructor?.name ?? 'Object'}`;
	const text = typeof value === 'string' ? `'${value.slice(0, 25)}'` : String(value);
	return `type ${typeof value} (${text}${typeof value === 'bigint' ? 'n' : ''})`;
}
