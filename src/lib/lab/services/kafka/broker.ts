import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import { BrokerLinks } from './broker-links.ts';
import { KAFKA_PORT, type Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import { Following } from './following.ts';
import { GroupsApi } from './groups-api.ts';
import { markEnds } from './markers.ts';
import type { Api, KafkaRequest } from './protocol.ts';
import { RecordsApi } from './records-api.ts';
import { Replica } from './replica.ts';
import type { Storage } from './storage.ts';
import { TopicsApi } from './topics-api.ts';
import { Transactions } from './transactions.ts';

/** How often a broker of several looks what the controllers have decided. */
const HEAR_MS = 500;
/** How often the cleaner looks (`log.cleaner.backoff.ms`); Kafka looks for what is too old every five minutes. */
const HOUSEKEEPING_MS = 15_000;

/** What is routine while nothing comes of it. */
const ROUTINE = new Set<Api>(['Heartbeat', 'Metadata', 'FindCoordinator', 'ListOffsets', 'OffsetFetch']);

/** One incarnation of a broker. */
export class Broker {
	readonly #cluster: Cluster;
	readonly #process: Process;
	readonly #nodeId: number;
	readonly #storage: Storage;
	readonly #replicas = new Map<string, Replica>();
	readonly #following: Following;
	readonly #records: RecordsApi;
	readonly #groups: GroupsApi;
	readonly #topics: TopicsApi;
	readonly #transactions: Transactions;
	#heardVersion = -1;

	/** @param storage with what the brokers before it have left on this node. */
	constructor(cluster: Cluster, self: { process: Process; nodeId: number }, storage: Storage) {
		const { process, nodeId } = self;
		this.#cluster = cluster;
		this.#process = process;
		this.#nodeId = nodeId;
		this.#storage = storage;
		const links = new BrokerLinks(cluster, process);
		this.#records = new RecordsApi(cluster, process, this.#replicas);
		this.#groups = new GroupsApi(cluster, self);
		this.#topics = new TopicsApi(cluster, nodeId);
		this.#following = new Following(self, this.#replicas, links);
		this.#transactions = new Transactions(
			cluster,
			self,
			markEnds({ cluster, ...self, links }, (request) => this.#records.writeMarkers(request))
		);
		storage.recover(process);
		cluster.register(nodeId, process.incarnation === 1);
		this.#hear();
		process.listen(KAFKA_PORT, (connection) => this.#serve(connection));
		process.setRepeatingTimer(HOUSEKEEPING_MS, () => this.#clean());
		if (cluster.options.brokersCount > 1)
			process.setRepeatingTimer(HEAR_MS, () => {
				this.#hear();
				for (const replica of this.#replicas.values()) replica.dropLaggards();
				links.dropSilent();
			});
	}

	#serve(connection: Connection): void {
		connection.onMessage = (payload, message) => {
			this.#hear();
			const request = requestFrom(payload);
			this.#handle(request, connection.remote, (body, label, isRoutine) => {
				const { api, correlationId } = request;
				connection.send({ api, correlationId, body }, { label, answers: message, isRoutine });
			});
		};
	}

	#handle(
		request: KafkaRequest,
		client: string,
		reply: (body: object, label: string, isRoutine: boolean) => void
	): void {
		const { api, body } = request;
		const answer = (response: object, label = labelOf(response)) => reply(response, label, ROUTINE.has(api));
		switch (api) {
			case 'Produce':
				return this.#records.produce(body, (response) => {
					if (body.acks !== 0) answer(response);
				});
			case 'Fetch':
				return this.#records.fetch(body, (response) => {
					const count = response.partitions.reduce((sum, { records }) => sum + records.length, 0);
					const label = count === 0 ? labelOf(response) : count === 1 ? '1 record' : `${count} records`;
					reply(response, label, count === 0 && label === 'ok');
				});
			case 'JoinGroup':
				return this.#groups.join(body, client, (response) =>
					answer(response, response.error === 'NONE' ? `generation ${response.generationId}` : response.error)
				);
			case 'SyncGroup':
				return this.#groups.sync(body, answer);
			case 'EndTxn':
				void this.#transactions.end(body).then((error) => answer({ error }));
				return;
			default:
				return answer(this.#answerAtOnce(request));
		}
	}

	#answerAtOnce(request: KafkaRequest): object {
		switch (request.api) {
			case 'Metadata':
				return this.#topics.metadata(request.body);
			case 'ListOffsets':
				return this.#records.listOffsets(request.body);
			case 'DeleteRecords':
				return this.#records.deleteRecords(request.body);
			case 'FindCoordinator':
				return {
					error: 'NONE',
					coordinator: this.#cluster.addressOf(this.#cluster.coordinatorOf(request.body.key))
				};
			case 'Heartbeat':
				return { error: this.#groups.heartbeat(request.body) };
			case 'LeaveGroup':
				return { error: this.#groups.leave(request.body) };
			case 'OffsetCommit':
				return this.#groups.commit(request.body);
			case 'OffsetFetch':
				return this.#groups.fetchOffsets(request.body);
			case 'DescribeGroups':
				return this.#groups.describe(request.body);
			case 'ListGroups':
				return this.#groups.list();
			case 'DeleteGroups':
				return this.#groups.delete(request.body);
			case 'WriteTxnMarkers':
				return { error: this.#records.writeMarkers(request.body) };
			default:
				return this.#administer(request);
		}
	}

	#administer(request: KafkaRequest): object {
		const forPartitions = (
			partitions: readonly { topic: string; partition: number }[],
			error: ErrorName
		) => ({
			partitions: partitions.map(({ topic, partition }) => ({ topic, partition, error }))
		});
		switch (request.api) {
			case 'CreateTopics':
				return this.#topics.create(request.body);
			case 'DeleteTopics':
				return this.#topics.delete(request.body);
			case 'CreatePartitions':
				return this.#topics.createPartitions(request.body);
			case 'DescribeConfigs':
				return this.#topics.describeConfigs(request.body);
			case 'AlterConfigs':
				return this.#topics.alterConfigs(request.body);
			case 'InitProducerId':
				return this.#transactions.init(request.body);
			case 'AddPartitionsToTxn':
				return forPartitions(request.body.partitions, this.#transactions.addPartitions(request.body));
			case 'AddOffsetsToTxn':
				return { error: this.#transactions.addGroup(request.body) };
			case 'TxnOffsetCommit':
				return forPartitions(request.body.offsets, this.#transactions.addOffsets(request.body));
			default:
				throw new Error(`a broker does not know the request ${request.api}`);
		}
	}

	#hear(): void {
		if (this.#cluster.version === this.#heardVersion || !this.#cluster.isHeard(this.#nodeId)) return;
		this.#heardVersion = this.#cluster.version;
		this.#topics.hear();
		const wanted = new Set<string>();
		for (const { partitions } of this.#cluster.topics.values())
			for (const state of partitions) {
				if (!state.replicas.includes(this.#nodeId)) continue;
				const name = `${state.topic}/${state.partition}`;
				wanted.add(name);
				let replica = this.#replicas.get(name);
				// A topic of this name may have been deleted and created again.
				if (!replica || replica.state !== state) {
					const log = this.#storage.logOf(state);
					replica = new Replica(
						this.#cluster,
						{ process: this.#process, nodeId: this.#nodeId },
						{ log, state }
					);
					this.#replicas.set(name, replica);
				}
				replica.hear();
				if (!replica.isLeader && replica.leader > 0) this.#following.follow(replica.leader);
			}
		for (const name of this.#replicas.keys()) if (!wanted.has(name)) this.#replicas.delete(name);
		this.#storage.keepOnly(new Set([...this.#replicas.values()].map(({ state }) => state)));
		this.#following.forgetOthers();
		this.#groups.hear();
		this.#transactions.hear();
	}

	/** Each replica compacts its own log; what retention takes, followers learn from their leader. */
	#clean(): void {
		const now = this.#process.now();
		for (const replica of this.#replicas.values()) {
			const config = this.#cluster.topics.get(replica.state.topic)?.config;
			if (!config) continue;
			const goneCount = config.isDeleted && replica.isLeader ? replica.log.retain(config, now) : 0;
			const compactedCount = config.isCompacted ? replica.log.compact(config, now) : 0;
			if (replica.isLeader && compactedCount > 0) replica.showLog();
			else if (replica.isLeader && goneCount > 0) replica.showTrim();
		}
		this.#groups.forgetOffsets();
	}
}

/** A broker as a program of a node. */
export function brokerProgram(cluster: Cluster, nodeId: number): (process: Process) => void {
	const storage = cluster.storageOf(nodeId);
	return (process) => void new Broker(cluster, { process, nodeId }, storage);
}

/** The first error there is, or `ok`. */
function labelOf(response: object): string {
	if ('error' in response && typeof response.error === 'string')
		return response.error === 'NONE' ? 'ok' : response.error;
	for (const list of Object.values(response)) {
		if (!Array.isArray(list)) continue;
		for (const item of list) if (typeof item?.error === 'string' && item.error !== 'NONE') return item.error;
	}
	return 'ok';
}

function isRequest(payload: unknown): payload is KafkaRequest {
	return typeof payload === 'object' && payload !== null && 'api' in payload && 'correlationId' in payload;
}

function requestFrom(payload: unknown): KafkaRequest {
	if (!isRequest(payload)) throw new Error('what came to a broker is no request of Kafka');
	return payload;
}
