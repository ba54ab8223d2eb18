import { ROLES, type Account, type Role } from '../../domain/account.ts';

/** Who may use a route at all. What they may see there is decided by the operation, in SQL. */
export type Policy = 'anyone' | 'signed_in' | 'instructor' | 'admin';

/**
 * Every route of the site, by its path without layout groups. A route that is missing here is refused
 * to everybody, and a test names it.
 */
export const POLICIES: Readonly<Record<string, Policy>> = {
	'/': 'anyone',
	'/about': 'anyone',
	'/tags/[tag]': 'anyone',
	'/series': 'anyone',
	'/series/[series]': 'anyone',
	'/series/[series]/[lesson]': 'anyone',
	'/exercises/[slug]': 'anyone',
	'/collections': 'anyone',
	'/collections/[slug]': 'anyone',
	'/exercises/[slug]/submissions/[id]': 'signed_in',
	// Shows what this browser did, too, so it is of use before signing up.
	'/progress': 'anyone',
	'/faults/[code]': 'anyone',

	'/search.json': 'anyone',
	'/sitemap.xml': 'anyone',
	'/rss.xml': 'anyone',
	'/robots.txt': 'anyone',
	'/healthz': 'anyone',
	'/readyz': 'anyone',

	'/sign-up': 'anyone',
	'/sign-in': 'anyone',
	'/sign-out': 'anyone',
	'/setup/[token]': 'anyone',
	'/account': 'signed_in',
	'/account/export': 'signed_in',

	'/studio/collections': 'instructor',
	'/studio/collections/[id]': 'instructor',

	'/admin/accounts': 'admin',
	'/admin/audit': 'admin',

	'/studio': 'instructor',
	'/studio/[id]': 'instructor',

	'/api/studio/drafts': 'instructor',
	'/api/studio/drafts/[id]': 'instructor',
	'/api/studio/drafts/[id]/versions': 'instructor',
	'/api/studio/drafts/[id]/versions/[version]': 'instructor',
	'/api/studio/drafts/[id]/shares': 'instructor',
	'/api/studio/drafts/[id]/verification': 'instructor',
	'/api/studio/drafts/[id]/publication': 'instructor',
	'/api/studio/drafts/[id]/replay': 'instructor',
	'/api/studio/preview': 'instructor',

	'/api/submissions': 'signed_in',
	'/api/submissions/[id]': 'signed_in',
	// Of whoever reads in a browser that runs nothing.
	'/api/drafts': 'signed_in',
	'/api/predictions': 'signed_in',
	'/api/visits': 'signed_in',
	'/api/merge': 'signed_in',
	// For a browser that cannot run programs itself; throttled by network address.
	'/api/runs': 'anyone',
	// Says that nobody is signed in, which a lesson's page asks as well.
	'/api/learning': 'anyone'
};

/** Null for a route nobody declared. */
export function policyOf(routeId: string): Policy | null {
	return POLICIES[pathOf(routeId)] ?? null;
}

/** `/(account)/sign-in` is `/sign-in`. */
export function pathOf(routeId: string): string {
	return routeId.replace(/\/\([^/]+\)/g, '') || '/';
}

export type Access = 'allowed' | 'sign_in_required' | 'not_allowed';

export function accessTo(policy: Policy | null, account: Account | null): Access {
	if (policy === 'anyone') return 'allowed';
	if (policy === null) return 'not_allowed';
	if (account === null) return 'sign_in_required';
	if (policy === 'signed_in') return 'allowed';
	return rankOf(account.role) >= rankOf(policy) ? 'allowed' : 'not_allowed';
}

/** Each role may do what those before it may. */
function rankOf(role: Role): number {
	return ROLES.indexOf(role);
}
