type Plan = Readonly<Record<string, unknown>>;

const AGGREGATES: Readonly<Record<string, string>> = {
	Sorted: 'GroupAggregate',
	Hashed: 'HashAggregate',
	Mixed: 'MixedAggregate'
};

/**
 * What a node of EXPLAIN (FORMAT JSON) is called in EXPLAIN's text: `Hash Left Join`, `Index Scan using orders_user on
 * orders o` (`ExplainNode` in src/backend/commands/explain.c).
 */
export function planNodeName(plan: Plan): string {
	const text = (name: string) => (typeof plan[name] === 'string' ? plan[name] : '');
	const isBitmap = text('Node Type') === 'Bitmap Index Scan';
	const [index, relation, alias] = [text('Index Name'), text('Relation Name'), text('Alias')];
	return [
		plan['Parallel Aware'] === true ? 'Parallel' : '',
		['Partial', 'Finalize'].includes(text('Partial Mode')) ? text('Partial Mode') : '',
		kindOf(text),
		text('Scan Direction') === 'Backward' ? 'Backward' : '',
		index && `${isBitmap ? 'on' : 'using'} ${index}`,
		relation && `on ${relation}`,
		alias && alias !== relation ? (relation ? alias : `on ${alias}`) : ''
	]
		.filter(Boolean)
		.join(' ');
}

function kindOf(text: (name: string) => string): string {
	const [kind, join] = [text('Node Type'), text('Join Type')];
	if (kind === 'Aggregate') return AGGREGATES[text('Strategy')] ?? kind;
	if (kind === 'ModifyTable') return text('Operation') || kind;
	if (join && join !== 'Inner') return `${kind.replace(/ Join$/, '')} ${join} Join`;
	return kind;
}
