import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/lib/domain/account.ts';
import { accessTo, pathOf, POLICIES, policyOf, type Policy } from '../../../src/lib/server/auth/policy.ts';
import { sourceFiles } from '../../support/source-files.ts';

describe('the policy of routes', () => {
	test('is declared for every route there is', () => {
		const missing = [...new Set(routeIds())]
			.filter((id) => policyOf(id) === null)
			.map((id) => `${id}: declare who may use it in src/lib/server/auth/policy.ts`);

		expect(missing).toEqual([]);
	});

	test('names routes by their path alone', () => {
		expect(Object.keys(POLICIES).filter((path) => pathOf(path) !== path)).toEqual([]);
		expect(pathOf('/(account)/setup/[token]')).toBe('/setup/[token]');
		expect(pathOf('/(learn)')).toBe('/');
	});

	test.each<[Policy | null, Record<Role | 'anonymous', string>]>([
		['anyone', { anonymous: 'allowed', learner: 'allowed', instructor: 'allowed', admin: 'allowed' }],
		[
			'signed_in',
			{ anonymous: 'sign_in_required', learner: 'allowed', instructor: 'allowed', admin: 'allowed' }
		],
		[
			'instructor',
			{ anonymous: 'sign_in_required', learner: 'not_allowed', instructor: 'allowed', admin: 'allowed' }
		],
		[
			'admin',
			{ anonymous: 'sign_in_required', learner: 'not_allowed', instructor: 'not_allowed', admin: 'allowed' }
		],
		[
			null,
			{ anonymous: 'not_allowed', learner: 'not_allowed', instructor: 'not_allowed', admin: 'not_allowed' }
		]
	])('%s lets in whom it says', (policy, expected) => {
		const who = (role: Role) => ({
			id: 'acc_1',
			email: 'a@b.org',
			displayName: 'A',
			role,
			createdAt: new Date(0)
		});

		expect({
			anonymous: accessTo(policy, null),
			learner: accessTo(policy, who('learner')),
			instructor: accessTo(policy, who('instructor')),
			admin: accessTo(policy, who('admin'))
		}).toEqual(expected);
	});
});

/** Every folder below src/routes that answers something. */
function routeIds(): string[] {
	return sourceFiles('src/routes')
		.filter((file) => /\/\+(page|server)\.[a-z.]*(ts|svelte)$/.test(file))
		.map((file) => file.replace(/^src\/routes/, '').replace(/\/\+[^/]+$/, '') || '/');
}
