declare module 'pg' {}
