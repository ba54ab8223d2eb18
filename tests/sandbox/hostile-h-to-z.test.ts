import { describe, expect, test } from 'vitest';
import { VERDICTS } from '../../src/lib/domain/verdict.ts';
import { hostileCases } from '../support/hostile.ts';
import { describeHostile } from '../support/hostile-suite.ts';

describe('a hostile program', () => describeHostile(hostileCases().filter(({ name }) => name >= 'h')));

describe('the corpus', () => {
	test('holds a case of each verdict but our own failure', () => {
		const verdicts = new Set(hostileCases().map(({ verdict }) => verdict));

		expect(VERDICTS.filter((verdict) => !verdicts.has(verdict))).toEqual(['internal_error']);
	});
});
