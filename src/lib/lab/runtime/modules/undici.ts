import { Dispatcher, globalDispatcher, setGlobalDispatcher } from '../../services/http/dispatcher.ts';
import { UndiciError } from '../../services/http/socket-errors.ts';
import { FormData } from '../web/form-data.ts';
import { fetch } from '../web/fetch.ts';
import { Headers } from '../web/headers.ts';
import { Request } from '../web/request.ts';
import { Response } from '../web/response.ts';
import type { LabModule } from './lab-module.ts';

/** Of `undici` what says how `fetch` keeps its connections: Agent, and which one is used. */
export const undici: LabModule = {
	names: ['undici'],
	exports: {
		Agent: Dispatcher,
		FormData,
		Headers,
		Request,
		Response,
		errors: { UndiciError },
		fetch,
		getGlobalDispatcher: globalDispatcher,
		setGlobalDispatcher
	},
	hasNoDefault: true
};
