/**
 * What must be true of a log, a group and a consumer whatever fails, as findings in words (after Jepsen's and
 * Maelstrom's checkers for Kafka). No finding is a pass.
 */
export interface Acknowledged {
	value: string;
	offset: number;
}

export interface Stored {
	value: string | null;
	offset: number;
}

export interface Claim {
	member: string;
	generation: number;
	partitions: readonly string[];
}

/** Of what was acknowledged, in the order in which it was sent. */
export function logFindings(acknowledged: readonly Acknowledged[], log: readonly Stored[]): string[] {
	const findings: string[] = [];
	const offsets = new Map<string, number[]>();
	for (const { value, offset } of log)
		if (value !== null) offsets.set(value, [...(offsets.get(value) ?? []), offset]);
	for (const [value, places] of offsets)
		if (places.length > 1) findings.push(`duplicate: ${value} stands at ${places.join(' and ')}`);
	let last = -1;
	for (const { value, offset } of acknowledged) {
		const places = offsets.get(value) ?? [];
		if (places.length === 0) findings.push(`lost: ${value} was acknowledged at ${offset}`);
		else if (!places.includes(offset)) findings.push(`moved: ${value} from ${offset} to ${places.join()}`);
		if (offset <= last) findings.push(`reordered: ${value} at ${offset}, what was sent before it at ${last}`);
		last = offset;
	}
	return findings;
}

/** Of what a consumer saw, in the order in which it did. */
export function consumerFindings(seen: readonly Stored[], log: readonly Stored[]): string[] {
	const findings: string[] = [];
	const stored = new Map(log.map(({ offset, value }) => [offset, value]));
	let last = -1;
	for (const { offset, value } of seen) {
		if (offset <= last) findings.push(`not monotonic: ${offset} after ${last}`);
		last = offset;
		if (stored.get(offset) !== value)
			findings.push(`unstable: a consumer saw ${value} at ${offset}, where ${stored.get(offset)} is now`);
	}
	return findings;
}

/** Of who owned which partitions, in the order in which they were told. */
export function groupFindings(claims: readonly Claim[]): string[] {
	const findings: string[] = [];
	const owners = new Map<string, string>();
	let newest = 0;
	for (const { member, generation, partitions } of claims) {
		if (generation < newest - 1) findings.push(`generation ${generation} was given out after ${newest}`);
		newest = Math.max(newest, generation);
		for (const partition of partitions) {
			const key = `${partition} in generation ${generation}`;
			const owner = owners.get(key) ?? member;
			if (owner !== member) findings.push(`${key} was owned by ${owner} and by ${member}`);
			owners.set(key, member);
		}
	}
	return findings;
}

/** Of transactions: all of each that was committed, nothing of one that was not. */
export function transactionFindings(
	transactions: readonly { values: readonly string[]; outcome: 'committed' | 'aborted' | 'unknown' }[],
	seen: ReadonlySet<string>
): string[] {
	const findings: string[] = [];
	for (const { values, outcome } of transactions) {
		const visible = values.filter((value) => seen.has(value));
		const what = values.join('+');
		if (outcome === 'aborted' && visible.length > 0)
			findings.push(`dirty: ${what} was aborted, ${visible.join()} seen`);
		if (outcome === 'committed' && visible.length < values.length)
			findings.push(`lost: ${what} was committed, ${visible.join() || 'nothing'} seen`);
		if (visible.length > 0 && visible.length < values.length)
			findings.push(`torn: of ${what} only ${visible.join()} was seen`);
	}
	return findings;
}
