import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { configFrom } from '../../src/lib/server/config.ts';

describe('the configuration', () => {
	test('fits one’s own machine when nothing is said', () => {
		expect(configFrom({})).toMatchObject({
			databaseUrl: 'data/hotpath.db',
			origin: 'http://localhost:3000',
			isSecure: false,
			judgeWorkersCount: 2,
			logLevel: 'info'
		});
	});

	test('takes what the surroundings say', () => {
		const config = configFrom({
			DATABASE_URL: 'postgres://db/hotpath',
			ORIGIN: 'https://learn.example.org/',
			JUDGE_WORKERS: '4',
			LOG_LEVEL: 'warn',
			MACHINE_FOLDER: 'build/machine'
		});

		expect(config).toMatchObject({
			databaseUrl: 'postgres://db/hotpath',
			origin: 'https://learn.example.org',
			isSecure: true,
			judgeWorkersCount: 4,
			logLevel: 'warn',
			machineFolder: path.resolve('build/machine')
		});
	});

	test.each([
		[{ PORT: 'eighty' }, 'PORT must be a whole number from 0 to 65535'],
		[{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535'],
		[{ ORIGIN: 'learn.example.org' }, 'ORIGIN must be like https://learn.example.org'],
		[{ ORIGIN: 'https://learn.example.org/here' }, 'without a path'],
		[{ JUDGE_WORKERS: '0' }, 'JUDGE_WORKERS must be a whole number from 1 to 64'],
		[{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be silent, error, warn, info or debug'],
		[{ DATABASE_URL: ' ' }, 'DATABASE_URL is empty']
	])('refuses %j in a sentence', (environment, sentence) => {
		expect(() => configFrom(environment)).toThrow(sentence);
	});
});
