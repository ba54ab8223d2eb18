import type { Attachment } from 'svelte/attachments';
import { invalidateAll } from '$app/navigation';

/**
 * For the element around every page: once somebody is signed in, what was done in this browser
 * without an account becomes theirs, and the page shows it. A reader without an account never
 * fetches the code for it.
 */
export function mergeOnSignIn(accountId: string | null): Attachment {
	return () => {
		// Without a network it stays where it is, and the next page asks again.
		if (accountId !== null) merge(accountId).catch(() => undefined);
	};
}

async function merge(accountId: string): Promise<void> {
	const [{ mergeAnonymousWork }, { browserStore }] = await Promise.all([
		import('../../client/merge-work.ts'),
		import('../../client/kept-workspace.ts')
	]);
	if (await mergeAnonymousWork(browserStore(), accountId)) await invalidateAll();
}
