import { buildApp } from './setup/build-app.ts';

/** `npm run build`: the site in build/, with the machine its judge needs. */
await buildApp();
