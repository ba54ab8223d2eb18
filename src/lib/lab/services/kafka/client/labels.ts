import type { MessageAbout } from '../../../kernel/process.ts';
import type { Api, KafkaRequest, NewRecord, RequestOf } from '../protocol.ts';

/** What a figure writes on the arrow of a request. Without a trace nobody reads it, and it is not made. */
export function labelOf<Name extends Api>(api: Name, body: RequestOf<Name>, isTraced: boolean): MessageAbout {
	const isRoutine = api === 'Heartbeat' || api === 'Fetch';
	if (!isTraced) return { label: api, isRoutine };
	const details = detailsOf({ api, body });
	return {
		label: details.text === '' ? api : `${api} ${details.text}`,
		isRoutine,
		body: details.body ?? body
	};
}

interface Details {
	text: string;
	body?: unknown;
}

type Described = { [Name in Api]: { api: Name; body: RequestOf<Name> } }[Api];

function isDescribed(request: { api: Api; body: KafkaRequest['body'] }): request is Described {
	return request.api !== undefined;
}

function detailsOf(request: { api: Api; body: KafkaRequest['body'] }): Details {
	if (!isDescribed(request)) return { text: '' };
	const { api, body } = request;
	switch (api) {
		case 'Produce':
			return {
				text: listed(body.batches),
				body: body.batches.flatMap(({ records }) => records.map(shownRecord))
			};
		case 'Fetch':
			return { text: listed(body.partitions.map((each) => ({ ...each, offset: each.fetchOffset }))) };
		case 'OffsetCommit':
		case 'TxnOffsetCommit':
			return { text: listed(body.offsets), body: body.offsets };
		case 'ListOffsets':
		case 'AddPartitionsToTxn':
			return { text: listed(body.partitions) };
		case 'JoinGroup':
			return { text: body.groupId, body: { memberId: body.memberId } };
		case 'SyncGroup':
			return {
				text: body.groupId,
				body: Object.fromEntries(body.assignments.map(({ memberId, shown }) => [memberId, shown]))
			};
		case 'LeaveGroup':
		case 'AddOffsetsToTxn':
			return { text: body.groupId };
		case 'FindCoordinator':
			return { text: body.key };
		case 'EndTxn':
			return { text: body.isCommit ? 'commit' : 'abort' };
		default:
			return { text: '' };
	}
}

const SHOWN_MAX = 2;

/** `orders/0, orders/1 …`; with an offset `orders/0 @5`. */
function listed(partitions: readonly { topic: string; partition: number; offset?: number }[]): string {
	const shown = partitions
		.slice(0, SHOWN_MAX)
		.map(
			({ topic, partition, offset }) => `${topic}/${partition}${offset === undefined ? '' : ` @${offset}`}`
		);
	return shown.join(', ') + (partitions.length > SHOWN_MAX ? ' …' : '');
}

function shownRecord({ key, value, headers }: NewRecord) {
	return { key, value, ...(headers.length > 0 && { headers: Object.fromEntries(headers) }) };
}
