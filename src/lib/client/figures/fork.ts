import * as v from 'valibot';
import { diceFrom } from './random.ts';

/** The model of the fork figure: five nodes, a partition, two branches, and the rule that joins them. */
export interface ForkBlock {
	id: string;
	parent: string | null;
	height: number;
	/** Expected hashes for this block. */
	work: number;
	miner: string;
}

export interface ForkNode {
	name: string;
	side: 'left' | 'right';
	head: string;
}

export interface ForkState {
	blocks: ForkBlock[];
	nodes: ForkNode[];
	isPartitioned: boolean;
	/** Payments of a branch that was left, waiting again. */
	mempool: string[];
	/** What happened in this step, in words. */
	happened: string;
}

const NODES: ForkNode[] = ['A', 'B', 'C', 'D', 'E'].map((name, index) => ({
	name,
	side: index < 2 ? 'left' : 'right',
	head: 'g'
}));

/** The whole story, one state a step. In the default seed the shorter branch has more work. */
export function forkStory(seed: number): ForkState[] {
	const dice = diceFrom(seed);
	const isDefault = seed === DEFAULT_FORK_SEED;
	const leftCount = isDefault ? 3 : 2 + Math.floor(dice() * 3);
	const rightCount = isDefault ? 2 : 1 + Math.floor(dice() * 3);
	const leftWork = 256;
	const rightWork = isDefault ? 512 : 256 * 2 ** Math.floor(dice() * 2);

	const start: ForkState = {
		blocks: [block('g', null, 0, 256, 'genesis'), block('1', 'g', 1, 256, 'A')],
		nodes: NODES.map((node) => ({ ...node, head: '1' })),
		isPartitioned: false,
		mempool: [],
		happened: 'Five nodes agree: each follows block 1.'
	};
	const story = [
		start,
		{ ...start, isPartitioned: true, happened: 'The network splits: A and B can no longer hear C, D and E.' }
	];
	for (let turn = 0; turn < Math.max(leftCount, rightCount); turn++) {
		if (turn < leftCount) story.push(grown(lastOf(story), 'left', leftWork, turn));
		if (turn < rightCount) story.push(grown(lastOf(story), 'right', rightWork, turn));
	}
	story.push(healed(lastOf(story)));
	return story;
}

export const DEFAULT_FORK_SEED = 1;

/** Work of a branch is the sum over its blocks back to genesis. */
export function workOf(blocks: readonly ForkBlock[], head: string): number {
	let work = 0;
	for (let id: string | null = head; id !== null;) {
		const found = blocks.find((candidate) => candidate.id === id);
		work += found?.work ?? 0;
		id = found?.parent ?? null;
	}
	return work;
}

function block(id: string, parent: string | null, height: number, work: number, miner: string): ForkBlock {
	return { id, parent, height, work, miner };
}

function grown(state: ForkState, side: 'left' | 'right', work: number, turn: number): ForkState {
	const miners = state.nodes.filter((node) => node.side === side);
	const head = miners[0]?.head ?? 'g';
	const parent = state.blocks.find(({ id }) => id === head);
	const miner = miners[turn % miners.length]?.name ?? '';
	const added = block(
		`${side === 'left' ? 'x' : 'y'}${turn + 1}`,
		head,
		(parent?.height ?? 0) + 1,
		work,
		miner
	);
	return {
		...state,
		blocks: [...state.blocks, added],
		nodes: state.nodes.map((node) => (node.side === side ? { ...node, head: added.id } : node)),
		happened: `${miner} mines block ${added.id}; only its own side hears of it.`
	};
}

function healed(state: ForkState): ForkState {
	const heads = [...new Set(state.nodes.map(({ head }) => head))];
	const best = heads.toSorted((a, b) => workOf(state.blocks, b) - workOf(state.blocks, a))[0] ?? 'g';
	const stale = branchOf(state.blocks, heads.find((head) => head !== best) ?? best).filter(
		(id) => !branchOf(state.blocks, best).includes(id)
	);
	const left = state.nodes.filter(({ head }) => head !== best).map(({ name }) => name);
	return {
		...state,
		isPartitioned: false,
		nodes: state.nodes.map((node) => ({ ...node, head: best })),
		mempool: stale.map((id) => `payment of ${id}`),
		happened: `The network heals. ${listed(left)} leave ${stale.length} ${stale.length === 1 ? 'block' : 'blocks'} for the branch with more work, and the payments in them wait again.`
	};
}

/** From a head back to genesis. */
export function branchOf(blocks: readonly ForkBlock[], head: string): string[] {
	const ids: string[] = [];
	for (let id: string | null = head; id !== null;) {
		ids.push(id);
		id = blocks.find((candidate) => candidate.id === id)?.parent ?? null;
	}
	return ids;
}

function lastOf(story: readonly ForkState[]): ForkState {
	const last = story.at(-1);
	if (!last) throw new Error('a story has a first state');
	return last;
}

function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What a program may give to `draw('fork-tree', …)`. */
export const forkDrawingSchema = v.object({
	blocks: v.pipe(
		v.array(
			v.object({
				id: v.string(),
				parent: v.nullable(v.string()),
				height: v.number(),
				work: v.number(),
				miner: v.string()
			})
		),
		v.maxLength(60, 'a tree of more than 60 blocks is too large to draw')
	),
	head: v.string(),
	orphans: v.array(v.string())
});

export type ForkDrawing = v.InferOutput<typeof forkDrawingSchema>;

/** Places blocks by height and branch: the branch of `head` on the first line, others below. */
export function placesOf(
	blocks: readonly ForkBlock[],
	head: string
): Map<string, { column: number; row: number }> {
	const places = new Map<string, { column: number; row: number }>();
	const main = new Set(branchOf(blocks, head));
	let rows = 0;
	for (const candidate of blocks.toSorted((a, b) => a.height - b.height)) {
		const parentPlace = candidate.parent === null ? undefined : places.get(candidate.parent);
		const isFirstOfBranch =
			!main.has(candidate.id) &&
			(parentPlace === undefined ||
				main.has(candidate.parent ?? '') ||
				isTaken(places, candidate.height, parentPlace.row));
		const row = main.has(candidate.id) ? 0 : isFirstOfBranch ? ++rows : (parentPlace?.row ?? ++rows);
		places.set(candidate.id, { column: candidate.height, row });
	}
	return places;
}

function isTaken(
	places: ReadonlyMap<string, { column: number; row: number }>,
	column: number,
	row: number
): boolean {
	return [...places.values()].some((place) => place.column === column && place.row === row);
}
