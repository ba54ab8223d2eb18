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
			redact: {
				paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
				censor: '(removed)'
			}
		},
		destination ?? pino.destination(1)
	);
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
