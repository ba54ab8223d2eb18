import * as v from 'valibot';
import type { BTreeImage, BTreePageImage } from '#lib/domain/postgres-images.ts';

const whole = v.pipe(v.number(), v.finite());

/** Foreign code may have written it: what does not fit is not drawn. */
export const btreeSchema: v.GenericSchema<unknown, BTreeImage> = v.object({
	index: v.string(),
	table: v.string(),
	root: whole,
	level: whole,
	pages: v.array(
		v.object({
			block: whole,
			level: whole,
			next: v.nullable(whole),
			items: v.array(
				v.object({
					key: v.nullable(v.string()),
					child: v.nullable(whole),
					tuples: v.array(v.string()),
					isHighKey: v.boolean(),
					isDead: v.boolean()
				})
			),
			omittedCount: whole
		})
	)
});

/** The pages of each level from the root down, in the order in which they follow each other. */
export function levelsOf({ pages }: BTreeImage): BTreePageImage[][] {
	const levels = [...new Set(pages.map(({ level }) => level))].toSorted((one, other) => other - one);
	return levels.map((level) => inOrder(pages.filter((page) => page.level === level)));
}

/** Pages point to the right; the first is the one that nobody points to. Others that are not listed break the chain. */
function inOrder(pages: readonly BTreePageImage[]): BTreePageImage[] {
	const byBlock = new Map(pages.map((page) => [page.block, page]));
	const followers = new Set(pages.map(({ next }) => next));
	const ordered = new Set<BTreePageImage>();
	for (const first of pages.filter(({ block }) => !followers.has(block))) {
		let page: BTreePageImage | undefined = first;
		while (page && !ordered.has(page)) {
			ordered.add(page);
			page = page.next === null ? undefined : byBlock.get(page.next);
		}
	}
	return [...ordered, ...pages.filter((page) => !ordered.has(page))];
}

/** The pages on the way from the root to one. */
export function pathTo({ root, pages }: BTreeImage, block: number): Set<number> {
	const parentOf = new Map(
		pages.flatMap((page) =>
			page.items.flatMap(({ child }) => (child === null ? [] : [[child, page.block] as const]))
		)
	);
	const path = new Set<number>();
	for (let at: number | undefined = block; at !== undefined && !path.has(at); at = parentOf.get(at))
		path.add(at);
	return path.add(root);
}
