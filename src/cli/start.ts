import { buildApp } from './setup/build-app.ts';

/** `npm start`: builds what has changed, then serves. */
await buildApp();
await import('./serve.ts');
