export type Graph = ReadonlyMap<string, readonly { to: string; cost: number }[]>;

export interface Path {
	nodes: string[];
	cost: number;
}

export function graphFrom(text: string): Graph {
	const graph = new Map<string, { to: string; cost: number }[]>();
	const edgesOf = (node: string) => {
		const edges = graph.get(node) ?? [];
		graph.set(node, edges);
		return edges;
	};
	for (const line of text
		.split('\n')
		.map((each) => each.trim())
		.filter(Boolean)) {
		const match = /^(\w+)\s*(->|--)\s*(\w+)(?:\s*:\s*(\d+))?$/.exec(line);
		if (!match) throw new SyntaxError(`cannot read “${line}”`);
		const [, from = '', arrow, to = '', cost = '1'] = match;
		edgesOf(from).push({ to, cost: Number(cost) });
		if (arrow === '--') edgesOf(to).push({ to: from, cost: Number(cost) });
		else edgesOf(to);
	}
	return graph;
}

/** The way with the fewest steps, by breadth-first search. */
export function fewestSteps(graph: Graph, from: string, to: string): string[] | null {
	const cameFrom = new Map<string, string | null>([[from, null]]);
	const queue = [from];
	for (const node of queue) {
		if (node === to) return walkBack(cameFrom, to);
		for (const edge of graph.get(node) ?? []) {
			if (cameFrom.has(edge.to)) continue;
			cameFrom.set(edge.to, node);
			queue.push(edge.to);
		}
	}
	return null;
}

/** The cheapest way, by Dijkstra's algorithm. */
export function cheapest(graph: Graph, from: string, to: string): Path | null {
	const costs = new Map([[from, 0]]);
	const cameFrom = new Map<string, string | null>([[from, null]]);
	const open = new Set([from]);
	while (open.size > 0) {
		const node = [...open].reduce((a, b) => ((costs.get(a) ?? 0) <= (costs.get(b) ?? 0) ? a : b));
		if (node === to) return { nodes: walkBack(cameFrom, to), cost: costs.get(to) ?? 0 };
		open.delete(node);
		for (const edge of graph.get(node) ?? []) {
			const cost = (costs.get(node) ?? 0) + edge.cost;
			if (cost >= (costs.get(edge.to) ?? Number.POSITIVE_INFINITY)) continue;
			costs.set(edge.to, cost);
			cameFrom.set(edge.to, node);
			open.add(edge.to);
		}
	}
	return null;
}

export function components(graph: Graph): string[][] {
	const seen = new Set<string>();
	const found: string[][] = [];
	for (const start of graph.keys()) {
		if (seen.has(start)) continue;
		const members = [...graph.keys()].filter((node) => fewestSteps(graph, start, node) !== null);
		members.forEach((node) => seen.add(node));
		found.push(members.sort());
	}
	return found;
}

function walkBack(cameFrom: ReadonlyMap<string, string | null>, to: string): string[] {
	const nodes: string[] = [];
	for (let node: string | null = to; node !== null; node = cameFrom.get(node) ?? null) nodes.unshift(node);
	return nodes;
}
