import { LabUnsupportedError } from '../../../kernel/network-error.ts';
import { withController, type AdminContext } from './admin-topics.ts';
import { KafkaJSNonRetriableError } from './errors.ts';
import { expectNoFault } from './faults.ts';
import { expectOptions } from './options.ts';

export interface ConfigQuery {
	type: number;
	name: string;
	configNames?: string[];
}

export const ConfigResourceTypes = { UNKNOWN: 0, TOPIC: 2, BROKER: 4, BROKER_LOGGER: 8 };
export const ConfigSource = {
	UNKNOWN: 0,
	TOPIC_CONFIG: 1,
	DYNAMIC_BROKER_CONFIG: 2,
	DYNAMIC_DEFAULT_BROKER_CONFIG: 3,
	STATIC_BROKER_CONFIG: 4,
	DEFAULT_CONFIG: 5,
	DYNAMIC_BROKER_LOGGER_CONFIG: 6
};

export async function describeConfigs(
	context: AdminContext,
	options: { resources: ConfigQuery[]; includeSynonyms?: boolean }
) {
	expectOptions('admin.describeConfigs', options, ['resources', 'includeSynonyms']);
	const { resources } = options;
	expectTopicResources(resources);
	return withController(context, 'describe configs', async () => {
		const broker = await context.cluster.findControllerBroker();
		const { topics } = await broker.request('DescribeConfigs', {
			topics: resources.map(({ name, configNames = null }) => ({ name, configNames }))
		});
		expectNoFault(topics);
		return {
			resources: topics.map(({ name: resourceName, configs }) => ({
				errorCode: 0,
				errorMessage: null,
				resourceType: ConfigResourceTypes.TOPIC,
				resourceName,
				configEntries: configs.map(({ name, value, isDefault }) => ({
					configName: name,
					configValue: value,
					readOnly: false,
					isDefault,
					configSource: isDefault ? ConfigSource.DEFAULT_CONFIG : ConfigSource.TOPIC_CONFIG,
					isSensitive: false,
					configSynonyms: []
				}))
			}))
		};
	});
}

export async function alterConfigs(
	context: AdminContext,
	options: {
		resources: (ConfigQuery & { configEntries: { name: string; value: string }[] })[];
		validateOnly?: boolean;
	}
) {
	expectOptions('admin.alterConfigs', options, ['resources', 'validateOnly']);
	const { resources, validateOnly = false } = options;
	expectTopicResources(resources);
	for (const { configEntries, ...resource } of resources) {
		const entries: unknown = configEntries;
		if (!Array.isArray(entries))
			throw new KafkaJSNonRetriableError(
				`Invalid resource configEntries ${String(entries)}: ${JSON.stringify(resource)}`
			);
		const texts: readonly { name: unknown; value: unknown }[] = configEntries;
		if (texts.some(({ name, value }) => typeof name !== 'string' || typeof value !== 'string'))
			throw new KafkaJSNonRetriableError(
				`Invalid resource config value: ${JSON.stringify({ ...resource, configEntries })}`
			);
	}
	return withController(context, 'alter configs', async () => {
		const broker = await context.cluster.findControllerBroker();
		const { topics } = await broker.request('AlterConfigs', {
			topics: resources.map(({ name, configEntries }) => ({ name, configs: configEntries })),
			validateOnly
		});
		expectNoFault(topics);
		return {
			resources: topics.map(({ name: resourceName }) => ({
				errorCode: 0,
				errorMessage: null,
				resourceType: ConfigResourceTypes.TOPIC,
				resourceName
			}))
		};
	});
}

function expectTopicResources(resources: readonly ConfigQuery[]): void {
	if (!Array.isArray(resources))
		throw new KafkaJSNonRetriableError(`Invalid resources array ${String(resources)}`);
	if (resources.length === 0) throw new KafkaJSNonRetriableError('Resources array cannot be empty');
	for (const resource of resources) {
		const { type, name } = resource;
		if (!Object.values(ConfigResourceTypes).includes(type))
			throw new KafkaJSNonRetriableError(`Invalid resource type ${type}: ${JSON.stringify(resource)}`);
		if (typeof name !== 'string' || name === '')
			throw new KafkaJSNonRetriableError(
				`Invalid resource name ${String(name)}: ${JSON.stringify(resource)}`
			);
		if (type !== ConfigResourceTypes.TOPIC)
			throw new LabUnsupportedError(
				'kafkajs ConfigResourceTypes but TOPIC',
				'Brokers have their options from the scenario.'
			);
	}
}
