import { registerLocalService } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { ConfigResourceTypes, ConfigSource } from '../../services/kafka/client/admin-configs.ts';
import { AssignerProtocol } from '../../services/kafka/client/assigner-protocol.ts';
import { PartitionAssigners } from '../../services/kafka/client/assigners.ts';
import { errorClasses } from '../../services/kafka/client/errors.ts';
import { Kafka } from '../../services/kafka/client/kafka.ts';
import { logLevel } from '../../services/kafka/client/logger.ts';
import { Partitioners } from '../../services/kafka/client/partitioners.ts';
import { localKafka } from '../../services/kafka/kafka-cluster.ts';
import { KAFKA_PORT } from '../../services/kafka/cluster.ts';
import type { LabModule } from './lab-module.ts';

registerLocalService({ port: KAFKA_PORT, define: localKafka });

const CompressionTypes = { None: 0, GZIP: 1, Snappy: 2, LZ4: 3, ZSTD: 4 };

/** There is nothing to compress: messages of the lab travel as objects. */
const CompressionCodecs = Object.fromEntries(
	['GZIP', 'Snappy', 'LZ4', 'ZSTD'].map((name, index) => [
		index + 1,
		() => {
			throw new LabUnsupportedError(`kafkajs CompressionTypes.${name}`);
		}
	])
);

/** The client of Kafka, as kafkajs 2.2.4; what it leaves out is in `services/kafka/client/README.md`. */
export const kafkajsModule: LabModule = {
	names: ['kafkajs'],
	exports: {
		Kafka,
		Partitioners,
		PartitionAssigners,
		AssignerProtocol,
		CompressionTypes,
		CompressionCodecs,
		ConfigResourceTypes,
		ConfigSource,
		logLevel,
		...errorClasses
	}
};
