/**
 * Where a link to a scenario leads: a place on the page, and the schedule that is run there, as `share.ts` writes
 * it. It stands in the fragment, so that no server hears of it.
 */
export function scenarioFragment(anchor: string, schedule: string): string {
	return `#${new URLSearchParams({ at: anchor, schedule }).toString()}`;
}

/** The schedule that an address asks for at this place; null when it asks for none. */
export function scenarioAt(anchor: string, fragment: string): string | null {
	const asked = new URLSearchParams(fragment.replace(/^#/, ''));
	return asked.get('at') === anchor ? asked.get('schedule') : null;
}
