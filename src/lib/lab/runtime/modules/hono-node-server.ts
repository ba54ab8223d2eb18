import { createAdaptorServer, getRequestListener, serve } from '../../services/http/hono-server.ts';
import type { LabModule } from './lab-module.ts';

/** Hono's adapter for Node: what makes an app of it a server of the lab. */
export const honoNodeServer: LabModule = {
	names: ['@hono/node-server'],
	exports: { createAdaptorServer, getRequestListener, serve },
	hasNoDefault: true
};
