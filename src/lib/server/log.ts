import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

/**
 * JSON lines on standard output. What could sign somebody in, name them or quote their code is
 * removed here, whatever a caller hands over.
 */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
	return pino(
		{
			level: logLevel,
			base: null,
			serializers: { err: errorFrom },
			redact: {
				paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
				censor: '(removed)'
			}
		},
		destination ?? pino.destination(1)
	);
}

/** Drivers hang the offending row on their errors; only what we chose is written. */
function errorFrom(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { message: String(error) };
	const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	return { name: error.name, message: error.message, code, stack: error.stack };
}

const SECRETS = [
	'password',
	'passwordHash',
	'token',
	'tokenHash',
	'cookie',
	'authorization',
	'email',
	'files'
];
