import { KafkaJSNumberOfRetriesExceeded } from './errors.ts';
import { fieldOf, messageOf } from './failures.ts';
import type { Logger } from './logger.ts';
import type { RetryOptions } from './retry.ts';

/**
 * Whether a consumer comes back after a crash: when it may pass, and the program does not say no
 * (https://kafka.js.org/docs/configuration#restartonfailure).
 */
export async function shouldRestart(
	error: unknown,
	{ restartOnFailure }: RetryOptions,
	logger: Logger
): Promise<boolean> {
	const mayPass =
		error instanceof KafkaJSNumberOfRetriesExceeded || fieldOf(causeOf(error), 'retriable') === true;
	if (!mayPass || !restartOnFailure) return mayPass;
	try {
		return await restartOnFailure(error instanceof Error ? error : new Error(messageOf(error)));
	} catch (failure) {
		logger.error(
			'Caught error when invoking user-provided "restartOnFailure" callback. Defaulting to restarting.',
			{ error: messageOf(failure), cause: messageOf(error) }
		);
		return true;
	}
}

/** The first error of a chain. */
function causeOf(error: unknown): unknown {
	const cause = fieldOf(error, 'cause');
	return cause ? causeOf(cause) : error;
}
