import * as v from 'valibot';
import type { BTreeImage, BTreeItemImage, BTreePageImage } from '#lib/domain/postgres-images.ts';

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
export function levelsOf({ pages: listed }: BTreeImage): BTreePageImage[][] {
	const pages = [...new Map(listed.map((page) => [page.block, page])).values()];
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

/** Entries of a page: without its high key, which only bounds them, and with those that are not listed. */
export function entriesCount({ items, omittedCount }: BTreePageImage): number {
	return items.filter(({ isHighKey }) => !isHighKey).length + omittedCount;
}

/** The keys that stand in the box of a page: the first, or those around the one that leads on to a page below. */
export function keysShown(
	{ items }: BTreePageImage,
	path: ReadonlySet<number>,
	count: number
): BTreeItemImage[] {
	const entries = items.filter(({ isHighKey }) => !isHighKey);
	const taken = entries.findIndex(({ child }) => child !== null && path.has(child));
	const from = Math.max(0, Math.min(taken - 1, entries.length - count));
	return entries.slice(from, from + count);
}

export const PAGE_WIDTH = 136;
export const PAGE_HEIGHT = 64;
const GAP_PX = 20;
const LEVEL_PX = PAGE_HEIGHT + 44;

export interface PlacedPage {
	page: BTreePageImage;
	x: number;
	y: number;
}

export interface BTreeLayout {
	width: number;
	height: number;
	placed: readonly PlacedPage[];
	/** From a page to those below it that are listed. */
	links: readonly { from: PlacedPage; to: PlacedPage }[];
	/** From a page to the next of its level. */
	siblings: readonly { from: PlacedPage; to: PlacedPage }[];
}

/** What can be seen of a picture that is wider than its frame. */
interface Sight {
	from: number;
	width: number;
}

/** Pages of a level side by side, each in the middle above the pages it leads to; a root alone on its level stays in sight. */
export function btreeLayout(image: BTreeImage, sight: Sight): BTreeLayout {
	const levels = levelsOf(image);
	const placedByBlock = new Map<number, PlacedPage>();
	for (const [depth, pages] of [...levels.entries()].toReversed()) {
		let free = 0;
		for (const page of pages) {
			const below = childrenIn(page, placedByBlock).map(({ x }) => x);
			const middle = below.length > 0 ? (Math.min(...below) + Math.max(...below)) / 2 : free;
			const x = pages.length === 1 ? inSight(middle, sight) : Math.max(free, middle);
			placedByBlock.set(page.block, { page, x, y: depth * LEVEL_PX });
			free = x + PAGE_WIDTH + GAP_PX;
		}
	}
	const placed = levels.flat().flatMap(({ block }) => placedByBlock.get(block) ?? []);
	return {
		width: Math.max(PAGE_WIDTH, ...placed.map(({ x }) => x + PAGE_WIDTH)),
		height: Math.max(1, levels.length) * LEVEL_PX - (LEVEL_PX - PAGE_HEIGHT),
		placed,
		links: placed.flatMap((from) => childrenIn(from.page, placedByBlock).map((to) => ({ from, to }))),
		siblings: placed.flatMap((from) => {
			const to = from.page.next === null ? undefined : placedByBlock.get(from.page.next);
			return to?.y === from.y && to.x > from.x ? [{ from, to }] : [];
		})
	};
}

function inSight(x: number, { from, width }: Sight): number {
	return Math.max(from, Math.min(x, from + Math.max(0, width - PAGE_WIDTH)));
}

function childrenIn({ items }: BTreePageImage, placed: ReadonlyMap<number, PlacedPage>): PlacedPage[] {
	return items.flatMap(({ child }) => (child === null ? [] : (placed.get(child) ?? [])));
}

/** The page that an arrow key leads to: beside it, above it on its way from the root, or the first below. */
export function pageFrom({ placed, links }: BTreeLayout, block: number, key: string): number | null {
	const level = placed.find(({ page }) => page.block === block)?.y;
	const beside = placed.filter(({ y }) => y === level).map(({ page }) => page.block);
	switch (key) {
		case 'ArrowLeft':
			return beside[beside.indexOf(block) - 1] ?? null;
		case 'ArrowRight':
			return beside[beside.indexOf(block) + 1] ?? null;
		case 'ArrowUp':
			return links.find(({ to }) => to.page.block === block)?.from.page.block ?? null;
		case 'ArrowDown':
			return links.find(({ from }) => from.page.block === block)?.to.page.block ?? null;
		default:
			return null;
	}
}
