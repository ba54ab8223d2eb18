import { LabUnsupportedError } from '../../kernel/network-error.ts';

/** The configuration of a topic that the lab simulates, with the defaults of Kafka 4.0 (kafka.apache.org/40/configuration/topic-configs). */
const DEFAULTS = {
	'cleanup.policy': 'delete',
	'retention.ms': '604800000',
	'retention.bytes': '-1',
	'delete.retention.ms': '86400000',
	'min.insync.replicas': '1',
	'max.message.bytes': '1048588',
	'unclean.leader.election.enable': 'false'
} as const;

type ConfigName = keyof typeof DEFAULTS;

export class TopicConfig {
	readonly #own = new Map<ConfigName, string>();

	/** Throws a sentence for a name or a value that is not simulated. */
	set(name: string, value: string): void {
		if (!isConfigName(name))
			throw new LabUnsupportedError(
				`topic config "${name}"`,
				`There are ${Object.keys(DEFAULTS).join(', ')}.`
			);
		const isRight =
			name === 'cleanup.policy'
				? POLICIES.test(value)
				: name.endsWith('.enable')
					? BOOLEAN.test(value)
					: INTEGER.test(value);
		if (!isRight) throw new RangeError(`Invalid value ${value} for configuration ${name}`);
		this.#own.set(name, value);
	}

	get(name: ConfigName): string {
		return this.#own.get(name) ?? DEFAULTS[name];
	}

	number(name: ConfigName): number {
		return Number(this.get(name));
	}

	get isCompacted(): boolean {
		return this.get('cleanup.policy').includes('compact');
	}

	get isDeleted(): boolean {
		return this.get('cleanup.policy').includes('delete');
	}

	entries(): { name: string; value: string; isDefault: boolean }[] {
		return Object.keys(DEFAULTS)
			.filter(isConfigName)
			.map((name) => ({ name, value: this.get(name), isDefault: !this.#own.has(name) }));
	}
}

const POLICIES = /^(?:delete|compact|compact,delete|delete,compact)$/;
const BOOLEAN = /^(?:true|false)$/;
const INTEGER = /^-?\d+$/;

function isConfigName(name: string): name is ConfigName {
	return Object.hasOwn(DEFAULTS, name);
}
