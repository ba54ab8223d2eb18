import type { Wait } from './lock-waits.ts';

export interface LockGraphLayout {
	width: number;
	height: number;
	nodes: readonly { name: string; x: number; y: number; isDeadlocked: boolean }[];
	edges: readonly { wait: Wait; path: string; label: { x: number; y: number } }[];
}

export const NODE_WIDTH = 84;
export const NODE_HEIGHT = 28;
/** With more, arrows only cross: the list of waits is read better. */
export const NODES_MAX_COUNT = 8;

const WIDTH_MAX = 520;
const BEND_PX = 30;
const TIP_PX = 5;
const LABEL_PX = 12;

/** Sessions in a ring, and an arrow from each who waits to who stands in the way, bent so that two who wait for each other have two. */
export function lockGraphLayout(waits: readonly Wait[], room: number): LockGraphLayout {
	const width = Math.min(WIDTH_MAX, room);
	const names = [...new Set(waits.flatMap(({ waiter, holder }) => [waiter, holder]))];
	const height = names.length <= 2 ? 132 : 216;
	const nodes = names.map((name, index) => {
		const angle = (index / names.length) * 2 * Math.PI + Math.PI;
		return {
			name,
			x: width / 2 + Math.cos(angle) * (width / 2 - NODE_WIDTH / 2 - 2),
			y: height / 2 + Math.sin(angle) * (height / 2 - NODE_HEIGHT / 2 - 20),
			isDeadlocked: waits.some((wait) => wait.isDeadlock && (wait.waiter === name || wait.holder === name))
		};
	});
	const byName = new Map(nodes.map((node) => [node.name, node]));
	const edges = waits.flatMap((wait) => {
		const [from, to] = [byName.get(wait.waiter), byName.get(wait.holder)];
		return from && to ? [{ wait, ...edgeBetween(from, to) }] : [];
	});
	return { width, height, nodes, edges };
}

interface Point {
	x: number;
	y: number;
}

function edgeBetween(from: Point, to: Point): { path: string; label: Point } {
	const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
	const across = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
	const bend = {
		x: (from.x + to.x) / 2 - across.x * BEND_PX * 2,
		y: (from.y + to.y) / 2 - across.y * BEND_PX * 2
	};
	const start = edgeOfNode(from, bend, 0);
	const end = edgeOfNode(to, bend, TIP_PX);
	return {
		path: `M${round(start.x)} ${round(start.y)}Q${round(bend.x)} ${round(bend.y)} ${round(end.x)} ${round(end.y)}`,
		label: {
			x: round((start.x + end.x) / 4 + bend.x / 2 - across.x * LABEL_PX),
			y: round((start.y + end.y) / 4 + bend.y / 2 - across.y * LABEL_PX)
		}
	};
}

/** Where the line from the middle of a node towards a point leaves its box, and a little farther. */
function edgeOfNode(node: Point, towards: Point, farther: number): Point {
	const [dx, dy] = [towards.x - node.x, towards.y - node.y];
	const length = Math.hypot(dx, dy) || 1;
	const inside = Math.min(NODE_WIDTH / 2 / Math.abs(dx), NODE_HEIGHT / 2 / Math.abs(dy), 1);
	const share = inside + farther / length;
	return { x: node.x + dx * share, y: node.y + dy * share };
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
