import type { LaneKind } from '#lib/domain/trace.ts';

/** The hue of a service, the same in every figure, legend and sentence. */
export const LANE_COLOR: Record<LaneKind, string> = {
	process: 'var(--color-lane-worker)',
	kafka: 'var(--color-lane-kafka)',
	redis: 'var(--color-lane-redis)',
	postgres: 'var(--color-lane-postgresql)',
	http: 'var(--color-lane-http)',
	browser: 'var(--color-lane-browser)',
	attacker: 'var(--color-lane-attacker)',
	clock: 'var(--color-lane-clock)'
};
