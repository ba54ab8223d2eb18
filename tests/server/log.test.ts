import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/lib/server/log.ts';

describe('the log', () => {
	test('writes one line of JSON an entry, whatever is in it', () => {
		const { log, lines } = captured();

		log.info({ route: '/sign-in\n{"level":60}' }, 'two\nlines');

		expect(lines).toHaveLength(1);
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ route: '/sign-in\n{"level":60}', msg: 'two\nlines' });
	});

	test('leaves out what could sign somebody in, name them or quote their code', () => {
		const { log, lines } = captured();
		const form = {
			email: 'ada@example.org',
			password: 'a walk',
			token: 'abc',
			files: { 'main.ts': 'secret' }
		};

		log.info(form);
		log.info({ form });
		log.info({ request: { form, cookie: 'session=abc' } });

		expect(lines.join('')).not.toMatch(/ada@|a walk|abc|secret/);
	});

	test('keeps of an error what says where it broke, not the row that a driver hung on it', () => {
		const { log, lines } = captured();
		const error = Object.assign(new Error('duplicate key'), {
			code: '23505',
			detail: 'Key (email)=(ada@example.org)'
		});

		log.error({ err: error });

		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { message: 'duplicate key', code: '23505' } });
		expect(lines[0]).not.toContain('ada@example.org');
	});
});

function captured() {
	const lines: string[] = [];
	return { log: createLog({ logLevel: 'info' }, { write: (line) => lines.push(line) }), lines };
}
