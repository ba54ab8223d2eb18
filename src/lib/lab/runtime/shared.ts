import * as current from '../kernel/current.ts';
import * as networkError from '../kernel/network-error.ts';
import * as scenarioServices from '../scenario/services.ts';
import * as emitter from './emitter.ts';
import * as host from './host.ts';
import * as ticks from './ticks.ts';
import * as turn from './turn.ts';
import * as util from './util.ts';

/**
 * Modules of which there is one in a machine: what the libraries script imports of them is the prelude's
 * own, by its path in `lab/` (see sandbox/build/shared-with-prelude.ts).
 */
export const SHARED: Readonly<Record<string, object>> = {
	'kernel/current.ts': current,
	'kernel/network-error.ts': networkError,
	'scenario/services.ts': scenarioServices,
	'runtime/emitter.ts': emitter,
	'runtime/host.ts': host,
	'runtime/ticks.ts': ticks,
	'runtime/turn.ts': turn,
	'runtime/util.ts': util
};
