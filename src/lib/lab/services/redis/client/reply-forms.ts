import { doubleOf, mapOf, NO_MAPPING, type TypeMapping } from './decode.ts';

/** What a method makes of a reply. RESP 2 knows neither maps nor doubles: there the client puts them together. */
export type ReplyForm = (reply: unknown, mapping: TypeMapping, isResp2: boolean) => unknown;

function listOf(reply: unknown): readonly unknown[] {
	return Array.isArray(reply) ? reply : [];
}

function doubleFrom(value: unknown): unknown {
	return typeof value === 'string' ? doubleOf(value) : value;
}

/** Names for what stands one after the other; null stays null. */
function named(...names: readonly string[]): ReplyForm {
	return (reply) =>
		reply === null ? null : Object.fromEntries(names.map((name, at) => [name, listOf(reply)[at]]));
}

function pairsOf(items: readonly unknown[]): [unknown, unknown][] {
	const pairs: [unknown, unknown][] = [];
	for (let at = 0; at < items.length; at += 2) pairs.push([items[at], items[at + 1]]);
	return pairs;
}

/** Members with scores: pairs in RESP 3, one after the other in RESP 2. */
const members: ReplyForm = (reply, _, isResp2) => {
	const items = listOf(reply);
	const pairs = isResp2 ? pairsOf(items) : items.map(listOf);
	return pairs.map(([value, score]) => ({ value, score: doubleFrom(score) }));
};

const tuples: ReplyForm = (reply, mapping, isResp2) => (isResp2 ? mapOf(listOf(reply), mapping) : reply);

const message: ReplyForm = (reply, mapping) => {
	if (reply === null) return null;
	const [id, fields] = listOf(reply);
	return { id, message: mapOf(listOf(fields), mapping) };
};

const messages: ReplyForm = (reply, mapping, isResp2) =>
	reply === null ? null : listOf(reply).map((each) => message(each, mapping, isResp2));

function scanned(name: string, form: (items: readonly unknown[]) => unknown = (items) => items): ReplyForm {
	return (reply) => {
		const [cursor, items] = listOf(reply);
		return { cursor, [name]: form(listOf(items)) };
	};
}

export const REPLY_FORMS: Readonly<Record<string, ReplyForm>> = {
	tuples,
	members,
	messages,
	messagesOrNulls: messages,
	keyElement: named('key', 'element'),
	double: (reply) => doubleFrom(reply),
	doubles: (reply) => listOf(reply).map(doubleFrom),
	keyMember: (reply) => {
		if (reply === null) return null;
		const [key, value, score] = listOf(reply);
		return { key, value, score: doubleFrom(score) };
	},
	poppedMembers: (reply) => {
		if (reply === null) return null;
		const [key, popped] = listOf(reply);
		return { key, members: members(popped, NO_MAPPING, false) };
	},
	firstMember: (reply) => {
		const [value, score] = listOf(reply);
		return value === undefined ? null : { value, score: doubleFrom(score) };
	},
	fieldValues: (reply, _, isResp2) => {
		const items = listOf(reply);
		return (isResp2 ? pairsOf(items) : items.map(listOf)).map(([field, value]) => ({ field, value }));
	},
	scannedKeys: scanned('keys'),
	scannedMembers: scanned('members'),
	scannedFields: scanned('entries', (items) => pairsOf(items).map(([field, value]) => ({ field, value }))),
	scannedScores: scanned('members', (items) =>
		pairsOf(items).map(([value, score]) => ({ value, score: doubleFrom(score) }))
	),
	counts: (reply) =>
		Object.fromEntries(pairsOf(listOf(reply)).map(([name, count]) => [String(name), Number(count)])),
	rank: (reply) => {
		if (reply === null) return null;
		const [rank, score] = listOf(reply);
		return { rank, score: doubleFrom(score) };
	},
	claimed: (reply, mapping, isResp2) => {
		const [nextId, claimed, deletedMessages] = listOf(reply);
		return { nextId, messages: messages(claimed, mapping, isResp2), deletedMessages };
	},
	claimedIds: named('nextId', 'messages', 'deletedMessages'),
	listOfTuples: (reply, mapping, isResp2) =>
		listOf(reply).map((each) => tuples(each, isResp2 ? NO_MAPPING : mapping, isResp2)),
	streamInfo: (reply, mapping, isResp2) => {
		const info = tuples(reply, NO_MAPPING, isResp2);
		if (typeof info !== 'object' || info === null || Array.isArray(info)) return info;
		const entries = Object.entries(info).map(([name, value]) => [
			name,
			name.endsWith('-entry') ? message(value, mapping, isResp2) : value
		]);
		return Object.fromEntries(entries);
	},
	pendingSummary: (reply) => {
		const [pending, firstId, lastId, consumers] = listOf(reply);
		return {
			pending,
			firstId,
			lastId,
			consumers:
				consumers === null
					? null
					: listOf(consumers)
							.map(listOf)
							.map(([name, count]) => ({ name, deliveriesCounter: Number(count) }))
		};
	},
	pendingEntries: (reply) =>
		listOf(reply).map((each) =>
			named('id', 'consumer', 'millisecondsSinceLastDelivery', 'deliveriesCounter')(each, NO_MAPPING, false)
		),
	streams: (reply, mapping, isResp2) => {
		if (reply === null) return null;
		const pairs = isResp2
			? listOf(reply).map(listOf)
			: reply instanceof Map
				? [...reply]
				: Array.isArray(reply)
					? pairsOf(reply)
					: Object.entries(Object(reply));
		return pairs.map(([name, entries]) => ({ name, messages: messages(entries, mapping, isResp2) }));
	},
	role: (reply) => {
		const [role, second, third, state, dataReceived] = listOf(reply);
		if (role === 'slave') return { role, master: { host: second, port: third }, state, dataReceived };
		const replicas = listOf(third)
			.map(listOf)
			.map(([host, port, offset]) => ({ host, port: Number(port), replicationOffest: Number(offset) }));
		return { role, replicationOffest: second, replicas };
	}
};
