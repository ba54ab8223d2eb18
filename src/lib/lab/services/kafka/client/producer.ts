import type { Process } from '../../../kernel/process.ts';
import type { Cluster } from './cluster.ts';
import { KafkaJSError, KafkaJSNonRetriableError } from './errors.ts';
import type { Emitter } from './events.ts';
import type { Logger } from './logger.ts';
import { MessageSender } from './message-sender.ts';
import { Partitioners } from './partitioners.ts';
import { ProducerIdentity } from './producer-identity.ts';
import { retrierOf, type RetryOptions } from './retry.ts';
import { parsedOffset, type Offsets, type Partitioner } from './types.ts';

export interface ProducerConfig {
	createPartitioner?: () => Partitioner;
	retry?: RetryOptions;
	metadataMaxAge?: number;
	allowAutoTopicCreation?: boolean;
	idempotent?: boolean;
	transactionalId?: string;
	transactionTimeout?: number;
	maxInFlightRequests?: number;
}

interface Surroundings {
	process: Process;
	cluster: Cluster;
	logger: Logger;
	emitter: Emitter;
	retry: RetryOptions;
}

const TRANSACTION_TIMEOUT_MS = 60_000;

/** https://kafka.js.org/docs/producing */
export function createProducer(
	{ process, cluster, logger: rootLogger, emitter, retry }: Surroundings,
	config: ProducerConfig
) {
	const { createPartitioner = Partitioners.DefaultPartitioner, idempotent = false } = config;
	const { transactionalId = null, transactionTimeout = TRANSACTION_TIMEOUT_MS } = config;
	const { retries = Number.MAX_SAFE_INTEGER } = retry;
	if (idempotent && retries < 1)
		throw new KafkaJSNonRetriableError(
			'Idempotent producer must allow retries to protect against transient errors'
		);
	const logger = rootLogger.namespace('Producer');
	if (idempotent && retries < Number.MAX_SAFE_INTEGER)
		logger.warn('Limiting retries for the idempotent producer may invalidate EoS guarantees');

	let status: 'disconnected' | 'connected' | 'disconnecting' = 'disconnected';
	const identityFor = (id: string | null) =>
		new ProducerIdentity({ process, cluster, logger, transactionTimeout, transactionalId: id });
	const senderFor = (identity: ProducerIdentity, isIdempotent: boolean) =>
		new MessageSender({
			process,
			cluster,
			logger,
			partitioner,
			identity,
			isIdempotent,
			retrier,
			expectConnected() {
				if (status === 'disconnecting')
					throw new KafkaJSNonRetriableError(
						`The producer is disconnecting; therefore, it can't safely accept messages anymore`
					);
				if (status === 'disconnected') throw new KafkaJSError('The producer is disconnected');
			}
		});
	const partitioner = createPartitioner();
	const retrier = retrierOf(process, retry);
	const ownIdentity = identityFor(null);
	const sender = senderFor(ownIdentity, idempotent);
	let transactional: ProducerIdentity | null = null;

	const transaction = async () => {
		if (transactionalId === null || transactionalId === '')
			throw new KafkaJSNonRetriableError('Must provide transactional id for transactional producer');
		const identity = (transactional ??= identityFor(transactionalId));
		if (identity.isInTransaction)
			throw new KafkaJSNonRetriableError(
				'There is already an ongoing transaction for this producer. Please end the transaction before beginning another.'
			);
		if (!identity.isInitialized) await identity.initialize();
		identity.begin();
		return createTransaction(identity, senderFor(identity, true), cluster);
	};

	return {
		async connect() {
			await cluster.connect();
			status = 'connected';
			emitter.emit('connect');
			if (idempotent && !ownIdentity.isInitialized) await ownIdentity.initialize();
		},
		async disconnect() {
			status = 'disconnecting';
			await cluster.disconnect();
			status = 'disconnected';
			emitter.emit('disconnect');
		},
		isIdempotent: () => idempotent,
		events: emitter.events,
		on: (eventName: string, listener: Parameters<Emitter['on']>[1]) =>
			emitter.on(eventName, listener, logger),
		send: (record: Parameters<MessageSender['send']>[0]) => sender.send(record),
		sendBatch: (batch: Parameters<MessageSender['sendBatch']>[0]) => sender.sendBatch(batch),
		transaction,
		logger: () => logger
	};
}

/** Only what is sent through it takes part; once it has ended, nothing can be. */
function createTransaction(identity: ProducerIdentity, sender: MessageSender, cluster: Cluster) {
	let hasEnded = false;
	const isActive = () => identity.isInTransaction && !hasEnded;
	const guarded =
		<Args extends unknown[], Value>(run: (...args: Args) => Promise<Value>) =>
		async (...args: Args): Promise<Value> => {
			if (!isActive()) throw new KafkaJSNonRetriableError('Cannot continue to use transaction once ended');
			return run(...args);
		};
	const end = async (isCommit: boolean) => {
		await identity.end(isCommit);
		hasEnded = true;
	};
	return {
		send: guarded((record: Parameters<MessageSender['send']>[0]) => sender.send(record)),
		sendBatch: guarded((batch: Parameters<MessageSender['sendBatch']>[0]) => sender.sendBatch(batch)),
		commit: guarded(() => end(true)),
		abort: guarded(() => end(false)),
		sendOffsets: guarded(async ({ consumerGroupId, topics }: Offsets & { consumerGroupId: string }) => {
			await identity.sendOffsets(consumerGroupId, topics);
			for (const { topic, partitions } of topics)
				for (const { partition, offset } of partitions)
					cluster.markOffsetAsCommitted(consumerGroupId, { topic, partition, offset: parsedOffset(offset) });
		}),
		isActive
	};
}
