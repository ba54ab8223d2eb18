import type { Api, RequestOf, ResponseOf } from '../protocol.ts';
import { BrokerConnection, type ConnectionSettings, type SendOptions } from './connection.ts';
import {
	KafkaJSError,
	KafkaJSMemberIdRequired,
	KafkaJSOffsetOutOfRange,
	KafkaJSProtocolError
} from './errors.ts';
import { KafkaJSConnectionClosedError } from './errors.ts';
import { expectNoFault, faultOf } from './faults.ts';
import { labelOf } from './labels.ts';
import { shared, shuffled } from './together.ts';
import type { PartitionMetadata } from './types.ts';

export interface ClusterMetadata {
	brokers: { nodeId: number; host: string; port: number }[];
	clusterId: string;
	controllerId: number;
	topicMetadata: { topicErrorCode: number; topic: string; partitionMetadata: PartitionMetadata[] }[];
}

/** One broker: a connection for fetching, which may wait long, and one for everything else (`src/broker`). */
export class Broker {
	nodeId: number | null;
	readonly host: string;
	readonly port: number;
	readonly #settings: ConnectionSettings;
	readonly #ordinary: BrokerConnection;
	readonly #fetching: BrokerConnection;
	readonly connect = shared(() => this.#ordinary.connect());

	constructor(
		settings: ConnectionSettings,
		{ host, port, nodeId = null }: { host: string; port: number; nodeId?: number | null }
	) {
		this.#settings = settings;
		this.host = host;
		this.port = port;
		this.nodeId = nodeId;
		this.#ordinary = new BrokerConnection(settings, host, port);
		this.#fetching = new BrokerConnection(settings, host, port);
	}

	get isConnected(): boolean {
		return this.#ordinary.isConnected || this.#fetching.isConnected;
	}

	async disconnect(): Promise<void> {
		await Promise.all([this.#ordinary.disconnect(), this.#fetching.disconnect()]);
	}

	/** Throws the error of the first topic or partition that has one. */
	async metadata(topics: readonly string[], allowAutoTopicCreation: boolean): Promise<ClusterMetadata> {
		const { process } = this.#settings;
		const asked = topics.length === 0 ? null : shuffled(process, topics);
		const {
			brokers,
			controllerId,
			topics: found
		} = await this.request('Metadata', {
			topics: asked,
			allowAutoTopicCreation
		});
		expectNoFault(found);
		for (const { partitions } of found) expectNoFault(partitions);
		return {
			brokers,
			clusterId: 'lab',
			controllerId,
			topicMetadata: found.map(({ name, partitions }) => ({
				topicErrorCode: 0,
				topic: name,
				partitionMetadata: partitions.map(({ partition, leader, replicas, isr }) => ({
					partitionErrorCode: 0,
					partitionId: partition,
					leader,
					replicas,
					isr,
					offlineReplicas: []
				}))
			}))
		};
	}

	async fetch(body: RequestOf<'Fetch'>): Promise<ResponseOf<'Fetch'>> {
		const partitions = shuffled(this.#settings.process, body.partitions);
		const answer = await this.request('Fetch', { ...body, partitions }, body.maxWaitMs + 100);
		for (const { error, topic, partition } of answer.partitions)
			if (error === 'OFFSET_OUT_OF_RANGE')
				throw new KafkaJSOffsetOutOfRange(faultOf(error), { topic, partition });
		expectNoFault(answer.partitions);
		return answer;
	}

	/** A new member gets its id first, then joins by it (KIP-394). */
	async joinGroup(body: RequestOf<'JoinGroup'>): Promise<ResponseOf<'JoinGroup'>> {
		const answer = await this.request('JoinGroup', body, body.rebalanceTimeoutMs + 5_000);
		const { error, memberId } = answer;
		if (error === 'MEMBER_ID_REQUIRED' && body.memberId !== memberId)
			return this.joinGroup({ ...body, memberId });
		if (error === 'MEMBER_ID_REQUIRED') throw new KafkaJSMemberIdRequired(faultOf(error), { memberId });
		if (error !== 'NONE') throw new KafkaJSProtocolError(faultOf(error));
		return answer;
	}

	/** Sends and throws the error in the answer, where one stands for all of it. */
	async expect<
		Name extends
			| 'Heartbeat'
			| 'SyncGroup'
			| 'LeaveGroup'
			| 'FindCoordinator'
			| 'InitProducerId'
			| 'AddOffsetsToTxn'
			| 'EndTxn'
	>(api: Name, body: RequestOf<Name>): Promise<ResponseOf<Name>> {
		const answer = await this.request(api, body);
		expectNoFault([answer]);
		return answer;
	}

	/** The same, where each partition has its own. */
	async expectEach<
		Name extends 'OffsetCommit' | 'OffsetFetch' | 'ListOffsets' | 'AddPartitionsToTxn' | 'TxnOffsetCommit'
	>(api: Name, body: RequestOf<Name>): Promise<ResponseOf<Name>> {
		const answer = await this.request(api, body);
		if ('error' in answer) expectNoFault([answer]);
		expectNoFault(answer.partitions);
		return answer;
	}

	async request<Name extends Api>(
		api: Name,
		body: RequestOf<Name>,
		timeoutMs?: number
	): Promise<ResponseOf<Name>> {
		const answer = await this.#send(api, body, { timeoutMs });
		if (answer === null) throw new KafkaJSError('An answer was expected', { retriable: false });
		return answer;
	}

	/** Null when nothing is to be acknowledged. */
	produce(body: RequestOf<'Produce'>): Promise<ResponseOf<'Produce'> | null> {
		return this.#send('Produce', body, { isAnswered: body.acks !== 0 });
	}

	async #send<Name extends Api>(
		api: Name,
		body: RequestOf<Name>,
		options: Omit<SendOptions, 'about'>
	): Promise<ResponseOf<Name> | null> {
		const connection = api === 'Fetch' ? this.#fetching : this.#ordinary;
		if (!connection.isConnected) await connection.connect();
		const { isTraced } = this.#settings.process.simulation.recorder;
		try {
			return await connection.send(api, body, { ...options, about: labelOf(api, body, isTraced) });
		} catch (error) {
			if (error instanceof KafkaJSConnectionClosedError) await this.disconnect();
			throw error;
		}
	}
}
