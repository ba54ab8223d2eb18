import type { LabState, StateHistory } from './reducers.ts';
import { groupOf, logOf, offsetOf, replicaOf, type LogRecord } from './readings.ts';
import { lastAtMost } from './reducers.ts';

/** One partition of a topic as a figure draws it: its records, its replicas, and who reads how far. */
export interface LogView {
	topic: string;
	partition: string;
	records: readonly LogRecord[];
	/** The offset after the last record: the next one written gets it. */
	end: number;
	/** Null when nobody says: then all records can be read. */
	highWatermark: number | null;
	replicas: { leader: string | null; epoch: number; inSync: readonly string[] } | null;
	groups: readonly LogReader[];
	/** The offset at which something happened last. */
	focus: number;
}

/** A consumer group at a partition. Between `committed` and `position` stands what would be read again after a crash. */
export interface LogReader {
	group: string;
	/** The next offset a restarted consumer would read; null before the first commit. */
	committed: number | null;
	/** The next offset its consumer will fetch; null when nobody reads. */
	position: number | null;
	/** Who reads it. */
	node: string | null;
	/** How many readable records are not committed. */
	lag: number;
}

/** The partitions of all topics, or of one, at an event. */
export function logViewsAt(history: StateHistory, state: LabState, index: number, topic?: string): LogView[] {
	const views = history.keys('log/').flatMap((key) => {
		const [, name = '', partition = ''] = /^log\/(.+)\/([^/]+)$/.exec(key) ?? [];
		if (name === '' || (topic !== undefined && topic !== name)) return [];
		return logViewAt(history, state, index, name, partition);
	});
	return views.toSorted((one, other) => byName.compare(placeOf(one), placeOf(other)));
}

/** Ten comes after nine. */
const byName = new Intl.Collator('en', { numeric: true });

function placeOf({ topic, partition }: LogView): string {
	return `${topic}/${partition}`;
}

function logViewAt(
	history: StateHistory,
	state: LabState,
	index: number,
	topic: string,
	partition: string
): LogView {
	const records = logOf(state, topic, partition);
	const replica = replicaOf(state, topic, partition);
	const groups = readersOf(history, state, index, topic, partition);
	const highWatermark = replica?.highWatermark ?? null;
	const end = Math.max((records.at(-1)?.offset ?? -1) + 1, highWatermark ?? 0);
	return {
		topic,
		partition,
		records,
		end,
		highWatermark,
		replicas: replica && { leader: replica.leader, epoch: replica.epoch, inSync: replica.inSync },
		groups: groups.map((reader) => ({
			...reader,
			lag: Math.max(0, (highWatermark ?? end) - (reader.committed ?? records[0]?.offset ?? 0))
		})),
		focus: focusOf(history, index, topic, partition, end, groups)
	};
}

/** What the picture of a partition says. */
export function logSentence({
	topic,
	partition,
	records,
	end,
	highWatermark,
	replicas,
	groups
}: LogView): string {
	const first = records[0]?.offset ?? end;
	const parts = [
		records.length === 0
			? `${topic}/${partition} holds no records`
			: `${topic}/${partition} holds ${records.length} records, offsets ${first} to ${end - 1}`
	];
	if (highWatermark !== null) parts.push(`high watermark ${highWatermark}`);
	if (replicas) {
		parts.push(replicas.leader === null ? 'no leader' : `leader ${replicas.leader}`);
		parts.push(`in sync: ${replicas.inSync.join(', ') || 'none'}`);
	}
	const readers = groups.map(({ group, committed, position, node, lag }) => {
		const reads = position === null ? 'nobody reads' : `${node ?? 'it'} reads ${position} next`;
		return `Group ${group} has committed ${committed ?? 'nothing'}, ${reads}, lag ${lag}.`;
	});
	return [`${parts.join('; ')}.`, ...readers].join(' ');
}

type Reader = Omit<LogReader, 'lag'>;

function readersOf(
	history: StateHistory,
	state: LabState,
	index: number,
	topic: string,
	partition: string
): Reader[] {
	const readers = new Map<string, Reader & { readAt: number }>();
	const readerOf = (group: string) => {
		const reader = readers.get(group) ?? { group, committed: null, position: null, node: null, readAt: -1 };
		readers.set(group, reader);
		return reader;
	};
	const place = `/${topic}/${partition}`;
	for (const key of history.keys('committed/')) {
		if (!key.endsWith(place)) continue;
		const group = key.slice('committed/'.length, -place.length);
		readerOf(group).committed = offsetOf(state, key);
	}
	for (const key of state.keys('position/')) {
		if (!key.endsWith(place)) continue;
		const [, node = '', ...group] = key.slice(0, -place.length).split('/');
		const reader = readerOf(group.join('/'));
		const readAt = latestChange(history, key, index);
		if (readAt <= reader.readAt || !isOwned(state, reader.group, `${topic}/${partition}`)) continue;
		reader.readAt = readAt;
		reader.node = node;
		reader.position = offsetOf(state, key);
	}
	return [...readers.values()].map(({ group, committed, position, node }) => {
		return { group, committed, position, node };
	});
}

/** A consumer that lost the partition leaves its position behind: the newest counts, while anyone owns it. */
function isOwned(state: LabState, group: string, partition: string): boolean {
	const known = groupOf(state, group);
	return !known || Object.values(known.members).some((partitions) => partitions.includes(partition));
}

/** Where the latest change of the partition was: a record, a commit or a read. */
function focusOf(
	history: StateHistory,
	index: number,
	topic: string,
	partition: string,
	end: number,
	readers: readonly Reader[]
): number {
	const place = `${topic}/${partition}`;
	const latestOf = (key: string) => latestChange(history, key, index);
	const spots: [changedBy: number, offset: number][] = [[latestOf(`log/${place}`), end - 1]];
	for (const { group, node, committed, position } of readers) {
		if (committed !== null) spots.push([latestOf(`committed/${group}/${place}`), committed]);
		if (position !== null && node !== null)
			spots.push([latestOf(`position/${node}/${group}/${place}`), position]);
	}
	const [, offset] = spots.reduce((latest, spot) => (spot[0] > latest[0] ? spot : latest));
	return Math.max(0, offset);
}

function latestChange(history: StateHistory, key: string, index: number): number {
	const changes = history.changesOf(key);
	return changes[lastAtMost(changes.length, (at) => changes[at] ?? 0, index)] ?? -1;
}
