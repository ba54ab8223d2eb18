import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

interface Scope {
	/** A selector; the whole page when nothing is said. */
	within?: string;
	/** Rules with one of these tags; all rules when nothing is said. */
	tags?: string[];
}

/** What axe finds wrong with a page as it is now, each rule with the elements that break it. */
export async function violationsOf(page: Page, { within, tags }: Scope = {}): Promise<string[]> {
	const axe = new AxeBuilder({ page });
	if (within) axe.include(within);
	if (tags) axe.withTags(tags);
	const { violations } = await axe.analyze();
	return violations.map(({ id, nodes }) => {
		const elements = nodes.map((node) => node.html).join(' | ');
		return `${id}: ${elements.slice(0, 500)}`;
	});
}
