import * as hono from 'hono';
import * as accepts from 'hono/accepts';
import * as basicAuth from 'hono/basic-auth';
import * as bearerAuth from 'hono/bearer-auth';
import * as bodyLimit from 'hono/body-limit';
import * as client from 'hono/client';
import * as combine from 'hono/combine';
import * as cookie from 'hono/cookie';
import * as cors from 'hono/cors';
import * as csrf from 'hono/csrf';
import * as etag from 'hono/etag';
import * as factory from 'hono/factory';
import * as httpException from 'hono/http-exception';
import * as jwk from 'hono/jwk';
import * as jwt from 'hono/jwt';
import * as logger from 'hono/logger';
import * as methodOverride from 'hono/method-override';
import * as poweredBy from 'hono/powered-by';
import * as prettyJson from 'hono/pretty-json';
import * as proxy from 'hono/proxy';
import * as requestId from 'hono/request-id';
import * as route from 'hono/route';
import * as secureHeaders from 'hono/secure-headers';
import * as streaming from 'hono/streaming';
import * as testing from 'hono/testing';
import * as timeout from 'hono/timeout';
import * as timing from 'hono/timing';
import * as trailingSlash from 'hono/trailing-slash';
import * as validator from 'hono/validator';
import { packageModule } from './package-module.ts';

/**
 * The framework and the middleware that asks for nothing but what the web layer has. Left out: what needs
 * a Cache API (`hono/cache`), compression streams (`hono/compress`), sockets or the files of a host.
 */
export const HONO_MODULES = [
	packageModule(['hono'], hono),
	packageModule(['hono/accepts'], accepts),
	packageModule(['hono/basic-auth'], basicAuth),
	packageModule(['hono/bearer-auth'], bearerAuth),
	packageModule(['hono/body-limit'], bodyLimit),
	packageModule(['hono/client'], client),
	packageModule(['hono/combine'], combine),
	packageModule(['hono/cookie'], cookie),
	packageModule(['hono/cors'], cors),
	packageModule(['hono/csrf'], csrf),
	packageModule(['hono/etag'], etag),
	packageModule(['hono/factory'], factory),
	packageModule(['hono/http-exception'], httpException),
	packageModule(['hono/jwk'], jwk),
	packageModule(['hono/jwt'], jwt),
	packageModule(['hono/logger'], logger),
	packageModule(['hono/method-override'], methodOverride),
	packageModule(['hono/powered-by'], poweredBy),
	packageModule(['hono/pretty-json'], prettyJson),
	packageModule(['hono/proxy'], proxy),
	packageModule(['hono/request-id'], requestId),
	packageModule(['hono/route'], route),
	packageModule(['hono/secure-headers'], secureHeaders),
	packageModule(['hono/streaming'], streaming),
	packageModule(['hono/testing'], testing),
	packageModule(['hono/timeout'], timeout),
	packageModule(['hono/timing'], timing),
	packageModule(['hono/trailing-slash'], trailingSlash),
	packageModule(['hono/validator'], validator)
];
